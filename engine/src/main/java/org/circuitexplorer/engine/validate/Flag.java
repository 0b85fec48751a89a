package org.circuitexplorer.engine.validate;

/// A reason to doubt a circuit.
///
/// @param topic which measure raised it
/// @param sentence what was found, in one plain sentence
public record Flag(Topic topic, String sentence) {
    /// Where a doubt comes from.
    public enum Topic {
        SUFFICIENCY,
        NECESSITY,
        UNSEEN_PAIRS,
        ABLATION,
        VARIATION,
        INTERCHANGE,
        RANDOM_SETS,
        PRUNED_CONTROL,
        SEEDS
    }
}
