package org.circuitexplorer.engine.validate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Circuits that contain each other, from nothing to the whole model: first the nodes of the circuit by what it costs
/// to lose them, then all others by attribution, |gradient * (activation - mean)| in the whole model.
final class GrowingCircuits {
    private final int[] order;
    private final long[] edgesOf;

    private GrowingCircuits(int[] order, long[] edgesOf) {
        this.order = order;
        this.edgesOf = edgesOf;
    }

    /// @param effects of the circuit's nodes, the largest first
    static GrowingCircuits of(Subject subject, List<NodeEffect> effects, TaskEvaluator evaluator) {
        int[] order = order(subject, effects, evaluator);
        return new GrowingCircuits(order, countEdges(subject, order));
    }

    /// All nodes in the order in which they come.
    ///
    /// @param effects of the nodes that come first; without any, all come by attribution
    static int[] order(Subject subject, List<NodeEffect> effects, TaskEvaluator evaluator) {
        float[] gradient = new float[subject.index().size()];
        evaluator.gradient(subject.wholeMask(), subject.means(), gradient);
        double[] score = new double[gradient.length];
        for (int i = 0; i < score.length; i++) score[i] = Math.abs(gradient[i]);
        for (int i = 0; i < effects.size(); i++) {
            // Above every attribution, in the order given.
            score[subject.index().indexOf(effects.get(i).node())] = Double.MAX_VALUE / (1 + i);
        }
        return IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// `[nodes + 1]`: how many edges the first k nodes have between them.
    private static long[] countEdges(Subject subject, int[] order) {
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) rank[order[i]] = i;
        NodeEdges weights = new NodeEdges(subject.model());
        long[] edges = new long[order.length + 1];
        for (int node = 0; node < order.length; node++) {
            for (CircuitEdge edge : weights.into(subject.index().node(node))) {
                edges[1 + Math.max(rank[node], rank[subject.index().indexOf(edge.source())])]++;
            }
        }
        for (int k = 0; k < order.length; k++) edges[k + 1] += edges[k];
        return edges;
    }

    /// The most nodes that have at most a share of the model's edges between them.
    int nodesFor(double share) {
        long most = Math.round(share * edgesOf[order.length]);
        int k = order.length;
        while (k > 0 && edgesOf[k] > most) k--;
        return k;
    }

    long edges(int nodes) {
        return edgesOf[nodes];
    }

    /// The mask of the first nodes.
    float[] first(int nodes) {
        float[] mask = new float[order.length];
        for (int i = 0; i < nodes; i++) mask[order[i]] = 1f;
        return mask;
    }
}
