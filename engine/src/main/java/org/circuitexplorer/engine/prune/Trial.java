package org.circuitexplorer.engine.prune;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One search with one choice of settings.
///
/// @param number from 0
/// @param seed seed of its search
/// @param settings every number that steered it
/// @param stopped whether it was stopped early as poor
/// @param targetReached whether its circuit meets the target
/// @param nodes nodes of its circuit
/// @param edges edges of its circuit
/// @param used edges that the circuit really uses; `edges` where nobody has looked
/// @param loss of the circuit on the training pairs, of the kind that was aimed at, nats
/// @param milestones nodes kept where one trial is compared with others, as far as it came: after learning, after
///     removal
public record Trial(
        int number,
        long seed,
        SortedMap<String, Double> settings,
        boolean stopped,
        boolean targetReached,
        int nodes,
        int edges,
        int used,
        double loss,
        List<Integer> milestones) {
    public Trial {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        milestones = List.copyOf(milestones);
    }

    /// Whether its circuit is the better one: it meets the target, has fewer nodes and used edges together, and last
    /// a lower loss.
    boolean isBetterThan(Trial other) {
        if (targetReached != other.targetReached) return targetReached;
        int here = nodes + used;
        int there = other.nodes + other.used;
        return here != there ? here < there : loss < other.loss;
    }
}
