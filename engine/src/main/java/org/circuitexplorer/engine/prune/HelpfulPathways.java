package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.Comparator;
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
        for (int node : ranked) added[node] = lossWith(node, mask, near) - now;
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
        MaskLoss near = near(mask);
        float[] best = mask;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIED && helpful.length > 0; i++) {
            int node = helpful[pickFront()];
            double loss = lossWith(node, mask, near);
            if (loss < least) {
                least = loss;
                best = with(pathways.around(node, mask), mask);
            }
        }
        return best;
    }

    private MaskLoss near(float[] mask) {
        MaskLoss near = objective.within(mask);
        near.remember(mask);
        return near;
    }

    /// Infinite when there is nothing to add.
    private double lossWith(int node, float[] mask, MaskLoss near) {
        cancel.throwIfCancelled();
        int[] pathway = mask[node] != 0f ? new int[0] : pathways.around(node, mask);
        if (pathway.length == 0) return Double.POSITIVE_INFINITY;
        float[] more = with(pathway, mask);
        return near.within(more).loss(more);
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
