package org.circuitexplorer.engine.circuit;

import java.util.OptionalDouble;
import org.circuitexplorer.engine.task.LossKind;

/// What a circuit is worth on a set of prompt pairs: task losses in nats.
///
/// @param model loss of the whole model
/// @param circuit loss with everything outside the circuit mean-ablated (is it sufficient?)
/// @param withoutCircuit loss with only the circuit mean-ablated (is it necessary?)
/// @param calibrated as `circuit`, after a scale and a shift of the logits that were fitted on the pairs it was found
///     with; empty when nobody has fitted them
public record CircuitLosses(double model, double circuit, double withoutCircuit, OptionalDouble calibrated) {
    public CircuitLosses {
        calibrated.ifPresent(CircuitLosses::requireLoss);
        requireLoss(model);
        requireLoss(circuit);
        requireLoss(withoutCircuit);
    }

    /// Without calibration.
    public CircuitLosses(double model, double circuit, double withoutCircuit) {
        this(model, circuit, withoutCircuit, OptionalDouble.empty());
    }

    /// The circuit's loss of a kind.
    ///
    /// @throws java.util.NoSuchElementException when it is the calibrated one and nobody has fitted it
    public double of(LossKind kind) {
        return kind == LossKind.RAW ? circuit : calibrated.orElseThrow();
    }

    private static void requireLoss(double loss) {
        if (!(loss >= 0) || Double.isInfinite(loss)) {
            throw new IllegalArgumentException("expected a loss of 0 or more, found " + loss);
        }
    }
}
