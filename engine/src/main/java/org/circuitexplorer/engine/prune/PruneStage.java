package org.circuitexplorer.engine.prune;

/// What pruning is doing.
public enum PruneStage {
    /// Learning masks, or attributing the loss to nodes.
    RANKING,
    /// Looking for the smallest number of nodes that meets the target.
    BISECTING,
    /// Removing superfluous nodes.
    REMOVING,
    /// Disturbing the circuit and minimising it again.
    REFINING
}
