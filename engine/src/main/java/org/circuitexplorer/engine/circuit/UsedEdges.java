package org.circuitexplorer.engine.circuit;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The edges of a circuit that it really uses: every other edge between its nodes may carry its source's mean.
///
/// @param edges the edges that are used
/// @param losses those of the circuit with only these
public record UsedEdges(SortedSet<CircuitEdge> edges, PairLosses losses) {
    public UsedEdges {
        edges = Collections.unmodifiableSortedSet(new TreeSet<>(edges));
    }

    /// Those of a circuit's edges that are not used.
    public SortedSet<CircuitEdge> unusedOf(Collection<CircuitEdge> all) {
        SortedSet<CircuitEdge> unused = new TreeSet<>(all);
        unused.removeAll(edges);
        return unused;
    }
}
