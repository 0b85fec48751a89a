package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Circuits drawn at random, with as many nodes at every site as the circuit has there.
///
/// @param losses task loss of each, ascending, nats
public record RandomSets(double[] losses) {

    /// How many were drawn.
    public int draws() {
        return losses.length;
    }

    public double best() {
        return losses[0];
    }

    public double mean() {
        return Arrays.stream(losses).average().orElseThrow();
    }

    /// @param means the value at which each node is frozen outside a set
    /// @param circuit says how many nodes a set has at each site
    /// @param pairs on which the loss is taken
    /// @param kind which loss, calibrated on the same pairs
    /// @param draws how many sets, at least 1
    public static RandomSets draw(
            SparseTransformer model,
            float[] means,
            Circuit circuit,
            List<PromptPair> pairs,
            LossKind kind,
            int draws,
            long seed,
            Workers workers) {
        Subject subject = new Subject(model, new NodeIndex(model.config()), means, circuit, workers);
        try (TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers)) {
            return draw(subject, evaluator, kind, draws, seed, ProgressListener.NONE, new CancelToken());
        }
    }

    static RandomSets draw(
            Subject subject,
            TaskEvaluator evaluator,
            LossKind kind,
            int draws,
            long seed,
            ProgressListener progress,
            CancelToken cancel) {
        Random random = new Random(seed);
        double[] losses = new double[draws];
        for (int i = 0; i < draws; i++) {
            cancel.throwIfCancelled();
            progress.at("trying random sets of nodes", i, draws);
            losses[i] = kind.of(evaluator.evaluate(mask(subject, random), subject.means()));
        }
        Arrays.sort(losses);
        return new RandomSets(losses);
    }

    private static float[] mask(Subject subject, Random random) {
        TreeMap<Site, Integer> count = new TreeMap<>();
        for (NodeId node : subject.circuit().nodeSet()) count.merge(node.site(), 1, Integer::sum);
        float[] mask = new float[subject.index().size()];
        count.forEach((site, nodes) -> {
            List<Integer> channels = new ArrayList<>();
            for (int c = 0; c < subject.index().width(site); c++) channels.add(c);
            Collections.shuffle(channels, random);
            for (int channel : channels.subList(0, nodes)) mask[subject.index().offset(site) + channel] = 1f;
        });
        return mask;
    }
}
