package org.circuitexplorer.engine.prune;

import org.circuitexplorer.engine.circuit.CompiledCircuit;

/// Task loss of circuits within a universe.
record CompiledLoss(CompiledCircuit circuit) implements MaskLoss {
    @Override
    public double loss(float[] mask) {
        return circuit.evaluate(mask).loss();
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
