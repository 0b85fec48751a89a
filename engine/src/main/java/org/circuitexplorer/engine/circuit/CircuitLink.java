package org.circuitexplorer.engine.circuit;

import org.circuitexplorer.engine.model.NodeId;

/// A connection that is shown in a circuit but not counted as an edge.
public sealed interface CircuitLink {
    /// The residual stream carries what a node writes to a channel to a later read of the same channel.
    ///
    /// @param write a WRITE node
    /// @param read a later READ node of the same channel
    /// @param nearest whether no other node of the circuit reads the channel in between
    record ResidualWire(NodeId write, NodeId read, boolean nearest) implements CircuitLink {}

    /// Equal channels of the query and the key of one head: their product is a summand of the attention logit.
    record HeadPairing(NodeId query, NodeId key) implements CircuitLink {}

    /// The embedding of a token contains a channel that a node reads.
    record EmbeddingWeight(int token, NodeId read, float weight) implements CircuitLink {}

    /// The logit of a token reads a channel that a node writes.
    record UnembeddingWeight(NodeId write, int token, float weight) implements CircuitLink {}
}
