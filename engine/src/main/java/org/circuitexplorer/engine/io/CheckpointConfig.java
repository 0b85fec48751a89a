package org.circuitexplorer.engine.io;

import java.util.List;
import org.circuitexplorer.engine.model.ModelConfig;

/// What a configuration file says: the model's shape, and what a loader needs beside it.
///
/// @param model shape and variants
/// @param bias linear layers carry a bias
/// @param normBias LayerNorms carry a bias
/// @param sinusoidal concatenated positions are fixed sinusoids, so that a checkpoint may leave them out
/// @param warnings what is odd but readable, one sentence each
public record CheckpointConfig(
        ModelConfig model, boolean bias, boolean normBias, boolean sinusoidal, List<String> warnings) {
    public CheckpointConfig {
        warnings = List.copyOf(warnings);
    }
}
