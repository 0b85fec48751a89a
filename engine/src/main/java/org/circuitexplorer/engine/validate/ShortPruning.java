package org.circuitexplorer.engine.validate;

import java.util.List;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.prune.SearchSettings;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// A short pruning, the same for the task and for its controls: it learns masks for a few steps and keeps no more nodes
/// than the circuit has.
///
/// @param most most nodes
/// @param seed seed of the search
record ShortPruning(int most, long seed) {
    /// Targets tried one after the other, nats: the second lets a control do its best where the first is out of reach.
    private static final List<Double> TARGETS = List.of(0.15, 0.4);

    private static final int STEPS = 80;

    /// So few steps need more pairs each than a whole search gives them.
    private static final int BATCH_PAIRS = 64;

    /// What was found.
    ///
    /// @param loss task loss on unseen pairs, nats
    record Found(Circuit circuit, double loss) {}

    Found prune(SparseTransformer model, float[] means, Task task, Workers workers, CancelToken cancel) {
        NodeIndex index = new NodeIndex(model.config());
        Found best = new Found(Circuit.of(List.of()), Double.POSITIVE_INFINITY);
        try (TaskEvaluator unseen = new TaskEvaluator(model, task.unseen(), workers)) {
            for (double target : TARGETS) {
                PruneResult found =
                        new Pruner(model, means, workers).prune(task.train(), settings(target), at -> {}, cancel);
                if (!found.complete()) throw new CancelledException();
                Circuit small = largest(found.circuit());
                double loss = unseen.evaluate(small.mask(index), means).loss();
                if (loss < best.loss()) best = new Found(small, loss);
                if (found.targetReached() && found.circuit().size() <= most) break;
            }
        }
        return best;
    }

    private PruneSettings settings(double target) {
        MaskSettings d = MaskSettings.DEFAULT;
        MaskSettings few = new MaskSettings(
                STEPS,
                BATCH_PAIRS,
                2 * d.learningRate(),
                d.warmUp(),
                d.beta1(),
                d.beta2(),
                d.weightDecay(),
                d.clip(),
                d.temperature(),
                d.initialBias(),
                d.initialNoise(),
                d.nodePrice(),
                d.priceStep() * d.priceStep(),
                d.smoothing(),
                d.aim());
        return PruneSettings.DEFAULT
                .withTargetLoss(target)
                .withMaxNodes(most)
                .withSeed(seed)
                .withMask(few)
                .withSearch(new SearchSettings(1, 1.0 / 3, 0.002, 20, 0, 0.5));
    }

    /// The nodes with the largest learned parameters.
    private Circuit largest(Circuit circuit) {
        if (circuit.size() <= most) return circuit;
        List<NodeId> best = circuit.nodeSet().stream()
                .sorted((a, b) -> Double.compare(tau(circuit, b), tau(circuit, a)))
                .limit(most)
                .toList();
        return Circuit.of(best);
    }

    private static double tau(Circuit circuit, NodeId node) {
        return circuit.info(node).tau().orElse(-1);
    }
}
