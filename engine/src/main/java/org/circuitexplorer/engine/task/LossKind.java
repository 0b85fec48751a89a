package org.circuitexplorer.engine.task;

/// Which loss of a task result must become small.
public enum LossKind {
    /// That of the logits as they are.
    RAW {
        @Override
        public double of(TaskResult result) {
            return result.loss();
        }
    },

    /// That after the scale and the shift of the logits that suit the result best, as the published method reports it
    /// (Gao et al. 2025, appendix A.5).
    CALIBRATED {
        @Override
        public double of(TaskResult result) {
            return Calibration.fit(result).apply(result).loss();
        }
    };

    /// Nats.
    public abstract double of(TaskResult result);

    /// The same on other prompts, with the scale and the shift that were fitted on these.
    public double elsewhere(TaskResult result, TaskResult fitted) {
        return this == RAW
                ? result.loss()
                : Calibration.fit(fitted).apply(result).loss();
    }
}
