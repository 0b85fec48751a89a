package org.circuitexplorer.engine.prune;

import java.util.List;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.TaskResult;

/// Task loss of circuits within a universe.
record CompiledLoss(CompiledCircuit circuit, LossKind kind) implements MaskLoss {
    @Override
    public double loss(float[] mask) {
        return kind.of(circuit.evaluate(mask));
    }

    @Override
    public double[] losses(List<float[]> masks) {
        return ofEach(circuit.evaluateEach(masks));
    }

    @Override
    public double[] lossesWithin(List<float[]> masks) {
        return ofEach(circuit.evaluateEachWithin(masks));
    }

    private double[] ofEach(List<TaskResult> results) {
        return results.stream().mapToDouble(kind::of).toArray();
    }

    @Override
    public MaskLoss within(float[] universe) {
        return new CompiledLoss(circuit.within(universe), kind);
    }

    @Override
    public MaskLoss only(float[] universe) {
        return new CompiledLoss(circuit.only(universe), kind);
    }

    @Override
    public void remember(float[] mask) {
        circuit.remember(mask);
    }
}
