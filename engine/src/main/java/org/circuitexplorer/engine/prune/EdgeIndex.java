package org.circuitexplorer.engine.prune;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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

    /// @param source the neighbours of a node
    EdgeIndex(IntFunction<int[]> source) {
        this.source = source;
    }

    static EdgeIndex of(SparseTransformer model) {
        NodeIndex index = new NodeIndex(model.config());
        NodeEdges weights = new NodeEdges(model);
        return new EdgeIndex(i -> {
            NodeId node = index.node(i);
            return IntStream.concat(
                            ends(weights.into(node).stream().map(CircuitEdge::source), index),
                            ends(weights.outOf(node).stream().map(CircuitEdge::target), index))
                    .toArray();
        });
    }

    private static IntStream ends(Stream<NodeId> nodes, NodeIndex index) {
        return nodes.mapToInt(index::indexOf);
    }

    /// Number of edges of a node within a mask.
    int edgesOf(int node, float[] mask) {
        int count = 0;
        for (int other : known.computeIfAbsent(node, source::apply)) {
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
