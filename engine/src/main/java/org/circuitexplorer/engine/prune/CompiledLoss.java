package org.circuitexplorer.engine.prune;

import java.util.List;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.task.TaskResult;

/// Task loss of circuits within a universe.
record CompiledLoss(CompiledCircuit circuit) implements MaskLoss {
    @Override
    public double loss(float[] mask) {
        return circuit.evaluate(mask).loss();
    }

    @Override
    public double[] losses(List<float[]> masks) {
        return ofEach(circuit.evaluateEach(masks));
    }

    @Override
    public double[] lossesWithin(List<float[]> masks) {
        return ofEach(circuit.evaluateEachWithin(masks));
    }

    private static double[] ofEach(List<TaskResult> results) {
        return results.stream().mapToDouble(TaskResult::loss).toArray();
    }

    @Override
    public MaskLoss within(float[] universe) {
        return new CompiledLoss(circuit.within(universe));
    }

    @Override
    public MaskLoss only(float[] universe) {
        return new CompiledLoss(circuit.only(universe));
    }

    @Override
    public void remember(float[] mask) {
        circuit.remember(mask);
    }
}
