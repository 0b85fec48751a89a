package org.circuitexplorer.engine.prune;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;

/// The neighbours of nodes, looked up when first asked for, to count the edges of masks quickly.
final class EdgeIndex {
    private final IntFunction<int[]> source;
    private final Map<Integer, int[]> known = new HashMap<>();

    /// @param source the neighbours of a node, those with the largest weights first
    EdgeIndex(IntFunction<int[]> source) {
        this.source = source;
    }

    static EdgeIndex of(SparseTransformer model) {
        NodeIndex index = new NodeIndex(model.config());
        NodeEdges weights = new NodeEdges(model);
        return new EdgeIndex(i -> {
            NodeId node = index.node(i);
            return Stream.concat(
                            ends(weights.into(node), CircuitEdge::source),
                            ends(weights.outOf(node), CircuitEdge::target))
                    .sorted(Comparator.comparingDouble(end -> -Math.abs(end.weight())))
                    .mapToInt(end -> index.indexOf(end.node()))
                    .toArray();
        });
    }

    private record End(NodeId node, float weight) {}

    private static Stream<End> ends(List<CircuitEdge> edges, Function<CircuitEdge, NodeId> end) {
        return edges.stream().map(edge -> new End(end.apply(edge), edge.weight()));
    }

    /// The neighbours of a node, those with the largest weights first. Shared, not to be changed.
    int[] neighbours(int node) {
        return known.computeIfAbsent(node, source::apply);
    }

    /// Number of edges of a node within a mask.
    int edgesOf(int node, float[] mask) {
        int count = 0;
        for (int other : neighbours(node)) {
            if (mask[other] != 0f) count++;
        }
        return count;
    }

    /// Nodes and edges of a mask together: what the search makes small.
    int cost(float[] mask) {
        int nodes = 0;
        int ends = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0f) continue;
            nodes++;
            ends += edgesOf(i, mask);
        }
        return nodes + ends / 2;
    }
}
