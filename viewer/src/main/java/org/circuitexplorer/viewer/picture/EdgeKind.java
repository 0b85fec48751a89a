package org.circuitexplorer.viewer.picture;

/// What joins two nodes.
public enum EdgeKind {
    /// A non-zero weight between two nodes of the circuit.
    WEIGHT,
    /// A weight of the embedding, from a token to a channel.
    EMBEDDING,
    /// A weight of the unembedding, from a channel to an answer.
    UNEMBEDDING,
    /// A weight that leaves the circuit, shown on request.
    GHOST,
    /// The residual stream from a written channel to where it is read.
    RESIDUAL,
    /// The product of equal query and key channels of one head.
    PAIRING;

    /// Whether the edge stands for a weight, so that it has a sign, a width and a place under the threshold.
    public boolean isWeight() {
        return this != RESIDUAL && this != PAIRING;
    }
}
