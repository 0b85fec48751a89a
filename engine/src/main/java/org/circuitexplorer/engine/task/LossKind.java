package org.circuitexplorer.engine.task;

import java.util.function.Supplier;

/// Which loss of a task result must become small.
public enum LossKind {
    /// That of the logits as they are.
    RAW,
    /// That after the scale and the shift of the logits that suit the result best, as the published method reports it
    /// (Gao et al. 2025, appendix A.5).
    CALIBRATED;

    /// The one or the other.
    public static LossKind calibrated(boolean wanted) {
        return wanted ? CALIBRATED : RAW;
    }

    /// Nats.
    public double of(TaskResult result) {
        return elsewhere(result, () -> result);
    }

    /// The same on other prompts, with the scale and the shift that suit these.
    ///
    /// @param fitted asked for the calibrated loss only
    public double elsewhere(TaskResult result, Supplier<TaskResult> fitted) {
        return this == RAW
                ? result.loss()
                : Calibration.fit(fitted.get()).apply(result).loss();
    }
}
