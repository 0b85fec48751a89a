package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// The node whose addition to a circuit lowers its loss most.
///
/// @param node a node outside the circuit
/// @param before task loss of the circuit, nats
/// @param after its loss with the node
public record HelpfulNode(NodeId node, double before, double after) {
    /// So many nodes are measured of which the slope of the loss promises most.
    private static final int BY_SLOPE = 64;

    /// And so many that have edges to the circuit. AbsTopK hides from the slope what would bring a channel back.
    private static final int BY_EDGES = 256;

    /// @param pairs what the loss is taken over
    /// @param means the value at which each node outside the circuit is frozen
    /// @return empty where none of the nodes that were measured lowers the loss: it may take two at once
    public static Optional<HelpfulNode> of(
            SparseTransformer model,
            Circuit circuit,
            List<PromptPair> pairs,
            float[] means,
            Workers workers,
            CancelToken cancel) {
        NodeIndex index = new NodeIndex(model.config());
        float[] mask = circuit.mask(index);
        float[] slope = new float[index.size()];
        double before;
        try (TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers)) {
            before = evaluator.gradient(mask, means, slope).loss();
        }
        cancel.throwIfCancelled();
        int[] promising = IntStream.concat(bySlope(mask, slope), byEdges(mask, EdgeIndex.of(model)))
                .distinct()
                .toArray();
        float[] universe = mask.clone();
        for (int node : promising) universe[node] = 1f;
        MaskLoss loss = new CompiledLoss(new CompiledCircuit(model, pairs, means, universe, workers), LossKind.RAW);
        loss.remember(mask);
        Map<Integer, Double> after = new HashMap<>();
        Parts.forEach(promising, cancel, some -> {
            double[] losses = loss.losses(
                    Arrays.stream(some).mapToObj(node -> with(mask, node)).toList());
            for (int i = 0; i < some.length; i++) after.put(some[i], losses[i]);
        });
        return after.entrySet().stream()
                .min(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(best -> best.getValue() < before)
                .map(best -> new HelpfulNode(index.node(best.getKey()), before, best.getValue()));
    }

    private static IntStream bySlope(float[] mask, float[] slope) {
        return IntStream.range(0, mask.length)
                .filter(i -> mask[i] == 0f && slope[i] < 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> slope[i]))
                .limit(BY_SLOPE)
                .mapToInt(Integer::intValue);
    }

    /// Those with the most edges to the circuit first.
    private static IntStream byEdges(float[] mask, EdgeIndex edges) {
        Map<Integer, Integer> joined = new TreeMap<>();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0f) continue;
            for (int other : edges.neighbours(i)) if (mask[other] == 0f) joined.merge(other, 1, Integer::sum);
        }
        return joined.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(BY_EDGES)
                .mapToInt(Map.Entry::getKey);
    }

    private static float[] with(float[] mask, int node) {
        float[] more = mask.clone();
        more[node] = 1f;
        return more;
    }
}
