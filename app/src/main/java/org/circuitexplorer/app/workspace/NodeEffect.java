package org.circuitexplorer.app.workspace;

import org.circuitexplorer.engine.model.NodeId;

/// What it costs to lose one node more.
///
/// @param node the node that is mean-ablated
/// @param lossRise rise of the task loss on the test pairs, nats
/// @param before what the circuit makes of the first prompt of the pair shown
/// @param after the same without the node
public record NodeEffect(NodeId node, double lossRise, Answer before, Answer after) {
    /// How sure one prompt's answer is.
    ///
    /// @param probability of the wanted one of the two answers
    /// @param logitDifference its logit less that of the other answer
    public record Answer(double probability, double logitDifference) {}
}
