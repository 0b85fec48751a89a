package org.circuitexplorer.engine.attribution;

import org.circuitexplorer.engine.model.NodeId;

/// A vertex of an attribution graph; it belongs to one token of the prompt.
public sealed interface Vertex {
    /// Number of the prompt's token, from 0.
    int position();

    /// The embedding of a token of the prompt.
    record Embedding(int token, int position) implements Vertex {}

    /// A node of the circuit at one token.
    ///
    /// @param value its activation, never 0
    record Active(NodeId node, int position, float value) implements Vertex {}

    /// The logit of a token that may come next.
    ///
    /// @param probability of that token among the whole vocabulary
    record Answer(int token, int position, double logit, double probability) implements Vertex {}
}
