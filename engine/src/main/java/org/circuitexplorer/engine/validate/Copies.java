package org.circuitexplorer.engine.validate;

import java.util.List;
import org.circuitexplorer.engine.model.NodeId;

/// Nodes of a circuit whose values are those of another node at the same site but for a factor and a constant: either
/// could do the work of both. They count as nodes of their own everywhere; this says how many that is.
///
/// @param pairs unseen pairs that were used
/// @param before loss of the circuit on these, nats
/// @param merged the same with every copy made from its original, as that is in the circuit
/// @param copies the copies
public record Copies(int pairs, Estimate before, Estimate merged, List<Copy> copies) {
    public Copies {
        copies = List.copyOf(copies);
    }

    /// `node = slope * original + intercept`, fitted by least squares over all tokens of the prompts.
    ///
    /// @param node the copy, which the circuit needs less
    /// @param original the other
    /// @param correlation of their values, from -1 to 1
    /// @param rise of the circuit's loss when this copy alone is made from its original
    public record Copy(
            NodeId node, NodeId original, double slope, double intercept, double correlation, Estimate rise) {}
}
