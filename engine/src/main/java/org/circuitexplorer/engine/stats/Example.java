package org.circuitexplorer.engine.stats;

/// A sequence of the corpus with the activations of one node in it.
///
/// @param tokens token ids of the sequence
/// @param activations the node's activation at each token
/// @param focus index of the token that the example is about
public record Example(int[] tokens, float[] activations, int focus) {
    /// The activation that the example is about.
    public float value() {
        return activations[focus];
    }
}
