package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.job.CancelToken;

/// Escapes from the local minimum in which greedy removal ends: takes away nodes and what depends on them, adds
/// pathways that help, minimises again, and goes on from there when the circuit became no larger, or little larger than
/// the best. Most of it is decided on few pairs; what is kept meets the target on all.
final class Refinement {
    private static final int MOST_ADDED = 8;
    private static final int MOST_REMOVED = 4;

    /// One removal of so many is that of a sublayer, if it holds one node of so many at most.
    private static final int SUBLAYERS = 4;

    private static final int SMALL_SHARE = 4;

    /// Nodes and edges by which the circuit that is worked on may exceed the best.
    private static final int DETOUR = 2;

    /// After so many kicks without improvement the search returns to the best.
    private static final int LONGEST_DETOUR = 12;

    /// The pathways are ranked again after so many kicks.
    private static final int RANKING_AGE = 25;

    private final MaskLoss all;
    private final EstimatedLoss few;
    private final EdgeIndex edges;
    private final Pathways pathways;
    private final HelpfulPathways helpful;
    private final double target;
    private final double noise;
    private final Random random;
    private final CancelToken cancel;
    private final List<Candidate> steps = new ArrayList<>();
    private final GreedyRemoval removal;
    private final GreedyRemoval minimising;
    private Candidate current;
    private Candidate best;
    private int kicks;
    private int sinceBest;

    /// @param all the loss on all pairs
    /// @param few the loss on some of them
    /// @param tried nodes that may be added, with their pathways
    Refinement(
            MaskLoss all,
            MaskLoss few,
            EdgeIndex edges,
            Pathways pathways,
            int[] tried,
            double target,
            SearchSettings settings,
            Candidate start,
            Random random,
            CancelToken cancel) {
        this.all = all;
        this.few = new EstimatedLoss(few);
        this.edges = edges;
        this.pathways = pathways;
        this.helpful = new HelpfulPathways(this.few, pathways, tried, settings.candidates(), random, cancel);
        this.target = target;
        this.noise = settings.noise();
        this.random = random;
        this.cancel = cancel;
        this.removal = new GreedyRemoval(this.few, edges, target, cancel, steps::add);
        this.minimising = new GreedyRemoval(all, edges, target, cancel, smaller -> {});
        this.best = start;
        this.current = start;
        goOnFrom(start);
    }

    Candidate best() {
        return best;
    }

    /// Number of kicks since the circuit last became smaller.
    int kicksInVain() {
        return sinceBest;
    }

    /// One attempt.
    void kick() {
        if (kicks++ % RANKING_AGE == 0) helpful.rank(current.mask());
        if (sinceBest++ % LONGEST_DETOUR == LONGEST_DETOUR - 1) goOnFrom(best);
        float[] mask = current.mask().clone();
        int removals = pickRemovals();
        for (int i = 0; i < removals; i++) removeSomething(mask);
        Candidate larger = repair(mask, (removals == 0 ? 1 : 0) + random.nextInt(3));
        if (larger.loss() > target) return;
        steps.clear();
        steps.add(larger);
        if (!isSmall(removal.removeQuickly(larger, noise, random))) return;
        Candidate found = confirmed();
        if (cost(found) < cost(best)) found = minimising.removeSingly(found, 0, random);
        goOnFrom(found);
        if (cost(found) < cost(best)) sinceBest = 0;
        if (cost(found) <= cost(best)) best = found;
    }

    /// Makes sure that no node of the best circuit can go, and no two of its least important.
    void finish() {
        best = minimising.removePairs(minimising.removeSingly(best, 0, random), random);
    }

    /// None, one or some.
    private int pickRemovals() {
        int kind = random.nextInt(3);
        return kind < 2 ? kind : 2 + random.nextInt(MOST_REMOVED - 1);
    }

    /// A node with what depends on it, or a whole sublayer of which little is kept.
    private void removeSomething(float[] mask) {
        int[] kept = IntStream.range(0, mask.length).filter(i -> mask[i] != 0f).toArray();
        if (kept.length == 0) return;
        int node = kept[random.nextInt(kept.length)];
        int[] beside = pathways.ofSameSublayer(node, kept);
        if (random.nextInt(SUBLAYERS) == 0 && beside.length <= kept.length / SMALL_SHARE) {
            for (int other : beside) mask[other] = 0f;
        } else {
            pathways.removeWithDependants(node, mask);
        }
    }

    /// Adds pathways until the target is met, and some more.
    private Candidate repair(float[] start, int more) {
        float[] mask = start;
        double loss = few.within(mask).loss(mask);
        int left = more;
        for (int i = 0; i < MOST_ADDED && (loss > target || left > 0); i++) {
            cancel.throwIfCancelled();
            if (loss <= target) left--;
            mask = helpful.addOne(mask);
            loss = few.within(mask).loss(mask);
        }
        return new Candidate(mask, loss);
    }

    private boolean isSmall(Candidate found) {
        return found.loss() <= target && cost(found) <= Math.min(cost(best) + DETOUR, cost(current) + 1);
    }

    private int cost(Candidate candidate) {
        return edges.cost(candidate.mask());
    }

    /// The last step of the removal that meets the target on all pairs; where there is none, no change.
    private Candidate confirmed() {
        for (Candidate step : steps.reversed()) {
            if (!isSmall(step)) return current;
            double loss = all.within(step.mask()).loss(step.mask());
            if (loss <= target) return new Candidate(step.mask(), loss);
        }
        return current;
    }

    private void goOnFrom(Candidate candidate) {
        current = candidate;
        few.adjust(candidate);
    }
}
