package org.circuitexplorer.engine.io;

import java.util.List;
import org.circuitexplorer.engine.model.ModelConfig;

/// What a configuration file says: the model's shape, and what a loader needs beside it.
///
/// @param model shape and variants
/// @param bias linear layers carry a bias
/// @param normBias LayerNorms carry a bias
/// @param positions where the position embedding comes from
/// @param warnings what is odd but readable, one sentence each
public record CheckpointConfig(
        ModelConfig model, boolean bias, boolean normBias, Positions positions, List<String> warnings) {
    /// Where a position embedding comes from.
    public enum Positions {
        /// A tensor of the checkpoint.
        STORED,
        /// Fixed sinusoids, which a checkpoint may leave out.
        SINUSOIDAL,
        /// The model has none.
        NONE
    }

    public CheckpointConfig {
        warnings = List.copyOf(warnings);
    }
}
