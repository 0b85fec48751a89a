package org.circuitexplorer.engine.prune;

/// How nodes are ranked before the circuit is cut out.
public enum RankingMethod {
    /// By the parameters of learned masks.
    LEARNED_MASKS,
    /// By |gradient x (activation - mean)| in the whole model: the usual baseline.
    ATTRIBUTION
}
