package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The edges of a circuit that it really uses: every other edge between its nodes may carry its source's mean.
///
/// @param edges the edges that are used
/// @param losses task loss with only these, in nats, by the name of the pairs
/// @param calibrated the same after a scale and a shift of the logits that were fitted on the pairs the edges were
/// found
///     with; empty when nobody has fitted them
public record UsedEdges(
        SortedSet<CircuitEdge> edges, SortedMap<String, Double> losses, SortedMap<String, Double> calibrated) {
    public UsedEdges {
        edges = Collections.unmodifiableSortedSet(new TreeSet<>(edges));
        losses = checked(losses);
        calibrated = checked(calibrated);
    }

    private static SortedMap<String, Double> checked(SortedMap<String, Double> losses) {
        for (Map.Entry<String, Double> loss : losses.entrySet()) {
            if (!(loss.getValue() >= 0) || Double.isInfinite(loss.getValue())) {
                throw new IllegalArgumentException(
                        loss.getKey() + ": expected a loss of 0 or more, found " + loss.getValue());
            }
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(losses));
    }

    /// Those of a circuit's edges that are not used.
    public SortedSet<CircuitEdge> unusedOf(Collection<CircuitEdge> all) {
        SortedSet<CircuitEdge> unused = new TreeSet<>(all);
        unused.removeAll(edges);
        return unused;
    }
}
