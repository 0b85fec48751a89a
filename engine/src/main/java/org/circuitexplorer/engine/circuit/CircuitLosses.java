package org.circuitexplorer.engine.circuit;

/// What a circuit is worth on a set of prompt pairs: task losses in nats.
///
/// @param model loss of the whole model
/// @param circuit loss with everything outside the circuit mean-ablated (is it sufficient?)
/// @param withoutCircuit loss with only the circuit mean-ablated (is it necessary?)
public record CircuitLosses(double model, double circuit, double withoutCircuit) {
    public CircuitLosses {
        requireLoss(model);
        requireLoss(circuit);
        requireLoss(withoutCircuit);
    }

    private static void requireLoss(double loss) {
        if (!(loss >= 0) || Double.isInfinite(loss)) {
            throw new IllegalArgumentException("expected a loss of 0 or more, found " + loss);
        }
    }
}
