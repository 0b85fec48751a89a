package org.circuitexplorer.engine.validate;

import java.util.List;

/// How much a circuit has in common with what short prunings of the same task find with other seeds.
///
/// @param others what each seed found
public record SeedOverlap(List<Other> others) {
    /// What another seed found.
    ///
    /// @param seed the seed
    /// @param nodes its nodes
    /// @param edges its edges
    /// @param loss its loss on unseen pairs, nats
    /// @param nodeJaccard nodes that both have, of those that either has
    /// @param edgeJaccard likewise of edges
    /// @param agreement share of unseen prompts at which both choose the same answer
    public record Other(
            long seed, int nodes, int edges, double loss, double nodeJaccard, double edgeJaccard, Estimate agreement) {}

    public SeedOverlap {
        others = List.copyOf(others);
        if (others.isEmpty()) throw new IllegalArgumentException("expected at least one other seed, found none");
    }

    /// Mean over seeds.
    public double nodeJaccard() {
        return others.stream().mapToDouble(Other::nodeJaccard).average().orElseThrow();
    }

    /// Mean over seeds.
    public double edgeJaccard() {
        return others.stream().mapToDouble(Other::edgeJaccard).average().orElseThrow();
    }
}
