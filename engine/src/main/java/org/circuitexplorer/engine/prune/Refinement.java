package org.circuitexplorer.engine.prune;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.job.CancelToken;

/// Escapes from the local minimum in which greedy removal ends: takes away a node, adds some that help, minimises
/// again, and keeps what became no larger.
final class Refinement {
    private static final int LARGEST_KICK = 4;
    /// A kick that leaves so many more nodes and edges after one round is given up.
    private static final int HOPELESS = 4;

    /// Mean rank among the helpful nodes of those that are added.
    private static final double MEAN_RANK = 15;

    private final MaskObjective objective;
    private final MaskLoss compiled;
    private final EdgeIndex edges;
    private final double target;
    private final SearchSettings settings;
    private final Random random;
    private final CancelToken cancel;
    private final GreedyRemoval removal;
    private Candidate best;
    private int[] helpful = {};

    /// @param objective tells by its gradient which nodes help
    /// @param compiled the same loss, faster, and only asked within universes
    /// @param start where to start
    Refinement(
            MaskObjective objective,
            MaskLoss compiled,
            EdgeIndex edges,
            double target,
            SearchSettings settings,
            Candidate start,
            Random random,
            CancelToken cancel) {
        this.objective = objective;
        this.compiled = compiled;
        this.edges = edges;
        this.target = target;
        this.settings = settings;
        this.random = random;
        this.cancel = cancel;
        this.removal = new GreedyRemoval(compiled, edges, target, cancel, smaller -> {});
        this.best = start;
    }

    Candidate best() {
        return best;
    }

    /// One attempt.
    void kick() {
        if (helpful.length == 0) helpful = rank();
        int[] kept = IntStream.range(0, best.mask().length)
                .filter(i -> best.mask()[i] != 0f)
                .toArray();
        if (helpful.length == 0 || kept.length == 0) return;
        float[] mask = best.mask().clone();
        if (random.nextBoolean()) mask[kept[random.nextInt(kept.length)]] = 0f;
        Candidate larger = add(mask);
        if (larger.loss() > target) return;
        Candidate once = removal.removeOnce(larger, settings.noise(), random);
        if (edges.cost(once.mask()) > edges.cost(best.mask()) + HOPELESS) return;
        Candidate found = removal.removeSingly(once, settings.noise(), random);
        if (edges.cost(found.mask()) > edges.cost(best.mask())) return;
        best = found;
        helpful = new int[0];
    }

    /// Adds a few helpful nodes, more when the target is not met yet.
    private Candidate add(float[] mask) {
        int additions = 1 + random.nextInt(LARGEST_KICK);
        for (int i = 0; i < additions; i++) mask[helpful[pickFront()]] = 1f;
        double loss = compiled.within(mask).loss(mask);
        for (int i = 0; loss > target && i < 2 * LARGEST_KICK; i++) {
            cancel.throwIfCancelled();
            mask[helpful[pickFront()]] = 1f;
            loss = compiled.within(mask).loss(mask);
        }
        return new Candidate(mask, loss);
    }

    /// Nodes outside the circuit by how much the loss falls, to first order, when they are added.
    private int[] rank() {
        cancel.throwIfCancelled();
        float[] gradient = new float[best.mask().length];
        objective.gradient(best.mask(), gradient);
        return IntStream.range(0, gradient.length)
                .filter(i -> best.mask()[i] == 0f && gradient[i] < 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> gradient[i]))
                .limit(settings.candidates())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// A position in the ranking, the front more often than the back.
    private int pickFront() {
        int at = (int) (-Math.log(1 - random.nextDouble()) * MEAN_RANK);
        return at % helpful.length;
    }
}
