package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.job.CancelToken;

/// Escapes from the local minimum in which greedy removal ends: takes away a node, adds some that help, minimises
/// again, and keeps what became smaller.
final class Refinement {
    private static final int LARGEST_KICK = 4;
    private static final double RANK_DECAY = 0.06;

    private final MaskLoss objective;
    private final EdgeIndex edges;
    private final double target;
    private final double noise;
    private final Random random;
    private final CancelToken cancel;
    private final GreedyRemoval removal;
    private Candidate best;
    private int[] helpful = {};

    Refinement(
            MaskLoss objective,
            EdgeIndex edges,
            double target,
            double noise,
            Candidate start,
            Random random,
            CancelToken cancel) {
        this.objective = objective;
        this.edges = edges;
        this.target = target;
        this.noise = noise;
        this.random = random;
        this.cancel = cancel;
        this.removal = new GreedyRemoval(objective, edges, target, cancel, smaller -> {});
        this.best = start;
    }

    Candidate best() {
        return best;
    }

    /// One attempt.
    ///
    /// @param universe nodes that may be added
    void kick(int[] universe) {
        if (helpful.length == 0) rank(universe);
        int[] kept = kept();
        if (helpful.length == 0 || kept.length == 0) return;
        float[] mask = best.mask().clone();
        if (random.nextBoolean()) mask[kept[random.nextInt(kept.length)]] = 0f;
        int additions = 1 + random.nextInt(LARGEST_KICK);
        double loss = Double.POSITIVE_INFINITY;
        for (int i = 0; i < additions || (loss > target && i < 3 * LARGEST_KICK); i++) {
            cancel.throwIfCancelled();
            mask[helpful[geometric(helpful.length)]] = 1f;
            if (i + 1 >= additions) loss = objective.loss(mask);
        }
        if (loss > target) return;
        Candidate found = removal.removeSingly(new Candidate(mask, loss), noise, random);
        int cost = edges.cost(found.mask());
        int bestCost = edges.cost(best.mask());
        if (cost < bestCost || (cost == bestCost && found.loss() < best.loss())) {
            best = found;
            helpful = new int[0];
        }
    }

    private void rank(int[] universe) {
        float[] mask = best.mask().clone();
        int[] off = IntStream.of(universe).filter(i -> mask[i] == 0f).toArray();
        double[] loss = new double[mask.length];
        objective.remember(mask);
        for (int node : off) {
            cancel.throwIfCancelled();
            mask[node] = 1f;
            loss[node] = objective.loss(mask);
            mask[node] = 0f;
        }
        helpful = Arrays.stream(off)
                .boxed()
                .sorted((a, b) -> Double.compare(loss[a], loss[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] kept() {
        return IntStream.range(0, best.mask().length)
                .filter(i -> best.mask()[i] != 0f)
                .toArray();
    }

    /// A position in a ranking, the front more often than the back.
    private int geometric(int size) {
        int at = (int) (-Math.log(1 - random.nextDouble()) / RANK_DECAY);
        return at % size;
    }
}
