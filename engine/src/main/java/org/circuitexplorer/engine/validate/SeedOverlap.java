package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.Overlap;
import org.circuitexplorer.engine.model.NodeId;

/// How much a circuit has in common with what short prunings of the same task find with other seeds, and these with
/// each other.
///
/// @param others what each seed found
/// @param nodeMatrix nodes that two have in common, of those that either has: first the circuit, then each seed
/// @param edgeMatrix likewise of edges
public record SeedOverlap(List<Other> others, List<List<Double>> nodeMatrix, List<List<Double>> edgeMatrix) {
    /// What another seed found.
    ///
    /// @param seed the seed
    /// @param found its nodes
    /// @param edges number of its edges
    /// @param loss its loss on unseen pairs, nats
    /// @param agreement share of unseen prompts at which it and the circuit choose the same answer
    public record Other(long seed, List<NodeId> found, int edges, double loss, Estimate agreement) {
        public Other {
            found = List.copyOf(found);
        }

        /// Number of its nodes.
        public int nodes() {
            return found.size();
        }
    }

    public SeedOverlap {
        others = List.copyOf(others);
        nodeMatrix = copy(nodeMatrix);
        edgeMatrix = copy(edgeMatrix);
        if (others.isEmpty()) throw new IllegalArgumentException("expected at least one other seed, found none");
        if (nodeMatrix.size() != others.size() + 1 || edgeMatrix.size() != others.size() + 1) {
            throw new IllegalArgumentException("expected matrices of " + (others.size() + 1) + " rows, found "
                    + nodeMatrix.size() + " and " + edgeMatrix.size());
        }
    }

    private static List<List<Double>> copy(List<List<Double>> matrix) {
        return matrix.stream().map(List::copyOf).toList();
    }

    /// @param nodes of the circuit, then of each seed
    /// @param edges likewise
    static SeedOverlap of(List<Other> others, List<List<NodeId>> nodes, List<List<CircuitEdge>> edges) {
        return new SeedOverlap(others, matrix(nodes), matrix(edges));
    }

    private static <T extends Comparable<? super T>> List<List<Double>> matrix(List<List<T>> sets) {
        List<List<Double>> rows = new ArrayList<>();
        for (List<T> left : sets) {
            rows.add(sets.stream()
                    .map(right -> Overlap.of(left, right).jaccard())
                    .toList());
        }
        return rows;
    }

    /// What the circuit shares with the nodes of another seed, see `nodeMatrix`.
    ///
    /// @param other number of the seed's row in `others`
    public double nodeJaccard(int other) {
        return nodeMatrix.getFirst().get(other + 1);
    }

    /// Likewise of edges.
    public double edgeJaccard(int other) {
        return edgeMatrix.getFirst().get(other + 1);
    }

    /// What the circuit shares with other seeds, mean over these.
    public double nodeJaccard() {
        return nodeMatrix.getFirst().stream()
                .skip(1)
                .mapToDouble(d -> d)
                .average()
                .orElseThrow();
    }
}
