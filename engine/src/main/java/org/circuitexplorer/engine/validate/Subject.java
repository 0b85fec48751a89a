package org.circuitexplorer.engine.validate;

import java.util.Arrays;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;

/// The circuit that is examined, in its model.
///
/// @param model the model
/// @param index numbers its nodes
/// @param means the value at which each node is frozen outside the circuit
/// @param circuit the circuit
/// @param workers the threads that compute
record Subject(SparseTransformer model, NodeIndex index, float[] means, Circuit circuit, Workers workers) {

    /// 1 at every node of the circuit.
    float[] mask() {
        return circuit.mask(index);
    }

    /// Everything outside a mask frozen at its mean.
    Interventions keep(float[] mask) {
        return Interventions.ofMask(index, mask, means);
    }

    /// Everything outside the circuit frozen at its mean.
    Interventions circuitAlone() {
        return keep(mask());
    }

    /// Only the circuit frozen at its mean.
    Interventions withoutCircuit() {
        return keep(circuit.complementMask(index));
    }

    /// Everything frozen at its mean.
    Interventions nothing() {
        return keep(new float[index.size()]);
    }

    float[] wholeMask() {
        float[] ones = new float[index.size()];
        Arrays.fill(ones, 1f);
        return ones;
    }
}
