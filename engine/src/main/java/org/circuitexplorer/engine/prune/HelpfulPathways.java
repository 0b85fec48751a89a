package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.job.CancelToken;

/// Pathways outside a circuit, by how much its loss falls when they are added.
final class HelpfulPathways {
    /// Mean rank of those that are tried.
    private static final double MEAN_RANK = 15;

    /// So many are tried and the best of them is added.
    private static final int TRIED = 6;

    /// Of all that were ranked first, so many times as many as may be added are ranked again later.
    private static final int POOL = 4;

    private final MaskLoss objective;
    private final Pathways pathways;
    private final int most;
    private final Random random;
    private final CancelToken cancel;
    private int[] ranked;
    private int[] helpful = {};

    /// @param nodes those whose pathways are ranked
    /// @param most how many of them may be added
    HelpfulPathways(MaskLoss objective, Pathways pathways, int[] nodes, int most, Random random, CancelToken cancel) {
        this.objective = objective;
        this.pathways = pathways;
        this.ranked = nodes;
        this.most = most;
        this.random = random;
        this.cancel = cancel;
    }

    /// Measures each pathway in a circuit.
    void rank(float[] mask) {
        MaskLoss near = near(mask);
        double now = near.loss(mask);
        double[] added = new double[mask.length];
        Parts.forEach(ranked, cancel, some -> {
            double[] losses = lossesWith(some, mask, near);
            for (int i = 0; i < some.length; i++) added[some[i]] = losses[i] - now;
        });
        int[] order = IntStream.of(ranked)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> added[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        ranked = Arrays.copyOf(order, Math.min(order.length, POOL * most));
        helpful = IntStream.of(ranked).filter(i -> added[i] < 0).limit(most).toArray();
    }

    /// The circuit with the best of a few pathways, those that helped most the likeliest.
    float[] addOne(float[] mask) {
        if (helpful.length == 0) return mask;
        cancel.throwIfCancelled();
        int[] picked = new int[TRIED];
        for (int i = 0; i < TRIED; i++) picked[i] = helpful[pickFront()];
        double[] losses = lossesWith(picked, mask, near(mask));
        int best = 0;
        for (int i = 1; i < TRIED; i++) if (losses[i] < losses[best]) best = i;
        return losses[best] == Double.POSITIVE_INFINITY ? mask : with(pathway(picked[best], mask), mask);
    }

    private MaskLoss near(float[] mask) {
        MaskLoss near = objective.within(mask);
        near.remember(mask);
        return near;
    }

    /// The loss with each node's pathway, infinite when there is nothing to add.
    private double[] lossesWith(int[] nodes, float[] mask, MaskLoss near) {
        double[] losses = new double[nodes.length];
        Arrays.fill(losses, Double.POSITIVE_INFINITY);
        List<float[]> circuits = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            int[] pathway = pathway(nodes[i], mask);
            if (pathway.length == 0) continue;
            circuits.add(with(pathway, mask));
            at.add(i);
        }
        double[] measured = near.lossesWithin(circuits);
        for (int i = 0; i < measured.length; i++) losses[at.get(i)] = measured[i];
        return losses;
    }

    private int[] pathway(int node, float[] mask) {
        return mask[node] != 0f ? new int[0] : pathways.around(node, mask);
    }

    private static float[] with(int[] nodes, float[] mask) {
        float[] more = mask.clone();
        for (int node : nodes) more[node] = 1f;
        return more;
    }

    /// A position in the ranking, the front more often than the back.
    private int pickFront() {
        int at = (int) (-Math.log(1 - random.nextDouble()) * MEAN_RANK);
        return at % helpful.length;
    }
}
