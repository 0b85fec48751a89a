package org.circuitexplorer.engine.validate;

import java.util.List;

/// What becomes of the circuit when values of a node that lie in one bin of its histogram are exchanged between prompts
/// (after causal scrubbing, Chan et al. 2022). Whoever says that values in a bin mean the same says that nothing
/// happens.
///
/// @param pairs unseen pairs that were used
/// @param before loss of the circuit on these, nats
/// @param loss when the values of all its nodes are exchanged
/// @param disagreement share of prompts at which it then chooses another answer
/// @param nodes rise of the loss when one node's values alone are exchanged, the largest first, of those nodes that the
///     circuit loses most with
public record Interchange(int pairs, Estimate before, Estimate loss, Estimate disagreement, List<NodeEffect> nodes) {
    public Interchange {
        nodes = List.copyOf(nodes);
    }
}
