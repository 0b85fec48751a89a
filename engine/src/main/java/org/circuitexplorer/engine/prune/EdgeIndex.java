package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;

/// For each node of a universe its neighbours there, to count the edges of masks quickly.
final class EdgeIndex {
    private final int[][] neighbours;

    EdgeIndex(int[][] neighbours) {
        this.neighbours = neighbours;
    }

    static EdgeIndex of(SparseTransformer model, float[] universe) {
        NodeIndex index = new NodeIndex(model.config());
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < index.size(); i++) lists.add(new ArrayList<>());
        for (CircuitEdge edge :
                CircuitGraph.of(model, Circuit.ofMask(index, universe)).edges()) {
            int source = index.indexOf(edge.source());
            int target = index.indexOf(edge.target());
            lists.get(source).add(target);
            lists.get(target).add(source);
        }
        return new EdgeIndex(lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new));
    }

    /// Number of edges of a node within a mask.
    int edgesOf(int node, float[] mask) {
        int count = 0;
        for (int other : neighbours[node]) {
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
