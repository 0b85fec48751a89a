package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.job.CancelToken;

/// Removes nodes, the cheapest first, until none can go without exceeding the target loss.
///
/// The price of a removal is the loss it adds for each node and edge it saves. Prices change little from one removal to
/// the next, so they are kept, and only the seemingly cheapest is measured again before it goes ("lazy greedy").
final class GreedyRemoval {
    /// With more nodes than this, runs of the ranking go at once.
    private static final int FEW_NODES = 150;

    private static final double RUN_SHARE_OF_SLACK = 0.25;

    /// Ranking anew is worth it when it leaves at most so much of the nodes.
    private static final double WORTHWHILE = 0.95;

    /// A node is measured again when so much of what its removal added elsewhere can be afforded.
    private static final double BENEFIT_OF_DOUBT = 0.5;

    /// Pairs are made of so many nodes.
    private static final int IN_PAIRS = 20;

    private final MaskLoss objective;
    private final EdgeIndex edges;
    private final double target;
    private final CancelToken cancel;
    private final Listener listener;
    /// For each node the loss that its removal added when it was last measured; NaN when unknown.
    private double[] measured = {};

    /// Hears of the search.
    @FunctionalInterface
    interface Listener {
        /// Something was removed.
        void removed(Candidate smaller);

        /// Something was measured, or removed in vain. With many nodes that goes on for minutes.
        default void tried() {}
    }

    GreedyRemoval(MaskLoss objective, EdgeIndex edges, double target, CancelToken cancel, Listener listener) {
        this.objective = objective;
        this.edges = edges;
        this.target = target;
        this.cancel = cancel;
        this.listener = listener;
    }

    /// Removes whole runs of a ranking while there are many nodes: as many as a quarter of the remaining slack pays
    /// for.
    ///
    /// @param order nodes from the least important on
    Candidate removeRuns(Candidate start, int[] order) {
        return removeRuns(objective, start, order);
    }

    /// Removes runs of nodes ranked by what the loss's slope says that their removal adds, and ranks what is left anew,
    /// as long as that removes many at a time.
    ///
    /// @param slopes the same loss, with its derivatives
    Candidate removeRuns(Candidate start, MaskObjective slopes) {
        Candidate best = start;
        Candidate before = start;
        do {
            if (best.nodes() <= FEW_NODES) return best;
            cancel.throwIfCancelled();
            before = best;
            float[] slope = new float[slopes.size()];
            slopes.gradient(before.mask(), slope);
            int[] order = IntStream.of(nodesOf(before))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -slope[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            best = removeRuns(objective.only(before.mask()), before, order);
        } while (best.nodes() <= WORTHWHILE * before.nodes());
        return best;
    }

    private static int[] nodesOf(Candidate candidate) {
        return IntStream.range(0, candidate.mask().length)
                .filter(i -> candidate.mask()[i] != 0f)
                .toArray();
    }

    private Candidate removeRuns(MaskLoss objective, Candidate start, int[] order) {
        Candidate best = start;
        int[] rest = order;
        int run = best.nodes() / 2;
        while (run >= 1 && best.nodes() > FEW_NODES) {
            cancel.throwIfCancelled();
            float[] mask = best.mask().clone();
            int end = Math.min(run, rest.length);
            for (int i = 0; i < end; i++) mask[rest[i]] = 0f;
            double loss = objective.loss(mask);
            if (end > 0 && loss <= best.loss() + RUN_SHARE_OF_SLACK * (target - best.loss())) {
                best = new Candidate(mask, loss);
                rest = Arrays.copyOfRange(rest, end, rest.length);
                run = Math.min(run, best.nodes() / 2);
                listener.removed(best);
            } else {
                run /= 2;
                listener.tried();
            }
        }
        return best;
    }

    /// Removes single nodes until none can go.
    ///
    /// @param noise standard deviation of the logarithm of a random factor on each price; 0 for the plain search
    Candidate removeSingly(Candidate start, double noise, Random random) {
        measured = new double[0];
        Candidate smaller = round(start, noise, random);
        return smaller.nodes() == start.nodes() ? start : removeSingly(smaller, noise, random);
    }

    /// Removes single nodes, trusting what was measured in other circuits where that leaves no doubt. Much faster when
    /// the circuit differs little from the last one; now and then a node stays that could go.
    Candidate removeQuickly(Candidate start, double noise, Random random) {
        Candidate smaller = round(start, noise, random);
        return smaller.nodes() == start.nodes() ? start : removeQuickly(smaller, noise, random);
    }

    /// Removes two nodes together, of those whose removal adds least, until no two of them can go.
    ///
    /// @param start a circuit of which no single node can go
    Candidate removePairs(Candidate start, Random random) {
        Candidate best = start;
        for (float[] mask = withoutPair(best); mask.length > 0; mask = withoutPair(best)) {
            best = removeSingly(new Candidate(mask, objective.within(mask).loss(mask)), 0, random);
        }
        return best;
    }

    /// The circuit without two nodes that can go; empty when there are none.
    private float[] withoutPair(Candidate start) {
        float[] mask = start.mask().clone();
        MaskLoss narrow = objective.only(mask);
        narrow.remember(mask);
        int[] least = IntStream.of(nodesOf(start))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> measured[i]))
                .limit(IN_PAIRS)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int b = 1; b < least.length; b++) {
            for (int a = 0; a < b; a++) {
                cancel.throwIfCancelled();
                mask[least[a]] = 0f;
                mask[least[b]] = 0f;
                if (narrow.loss(mask) <= target) return mask;
                mask[least[a]] = 1f;
                mask[least[b]] = 1f;
            }
        }
        return new float[0];
    }

    private Candidate round(Candidate start, double noise, Random random) {
        if (measured.length == 0) {
            measured = new double[start.mask().length];
            Arrays.fill(measured, Double.NaN);
        }
        return new Round(start, noise, random).removeAll();
    }

    /// One round: every node's price is known, then nodes go in the order of their prices.
    private final class Round {
        private final MaskLoss narrow;
        private final float[] mask;
        private final int[] nodes;
        private final double[] factor;
        /// One more than nodes; the last stays infinite.
        private final double[] price;

        private double loss;

        Round(Candidate start, double noise, Random random) {
            mask = start.mask().clone();
            loss = start.loss();
            narrow = objective.only(mask);
            narrow.remember(mask);
            nodes = nodesOf(start);
            factor = new double[nodes.length];
            price = new double[nodes.length + 1];
            price[nodes.length] = Double.POSITIVE_INFINITY;
            int[] unknown =
                    IntStream.of(nodes).filter(i -> Double.isNaN(measured[i])).toArray();
            Parts.forEach(unknown, cancel, this::measureEach);
            for (int i = 0; i < nodes.length; i++) {
                factor[i] = noise == 0 ? 1 : Math.exp(noise * random.nextGaussian());
                boolean isNew = Arrays.binarySearch(unknown, nodes[i]) >= 0;
                price[i] = price(measured[nodes[i]], i, isNew ? 1 : BENEFIT_OF_DOUBT);
            }
        }

        private void measureEach(int[] some) {
            double[] losses =
                    narrow.losses(Arrays.stream(some).mapToObj(this::without).toList());
            for (int i = 0; i < some.length; i++) measured[some[i]] = losses[i] - loss;
            listener.tried();
        }

        private float[] without(int node) {
            float[] smaller = mask.clone();
            smaller[node] = 0f;
            return smaller;
        }

        Candidate removeAll() {
            for (int i = cheapest(); price[i] < Double.POSITIVE_INFINITY; i = cheapest()) {
                double known = price[i];
                double added = measure(nodes[i]);
                double now = price(added, i, 1);
                price[i] = Double.POSITIVE_INFINITY;
                if (now > known && now > price[cheapest()]) {
                    price[i] = now;
                } else if (now < Double.POSITIVE_INFINITY) {
                    mask[nodes[i]] = 0f;
                    loss += added;
                    narrow.remember(mask);
                    listener.removed(new Candidate(mask.clone(), loss));
                }
            }
            return new Candidate(mask, loss);
        }

        private int cheapest() {
            int best = 0;
            for (int i = 1; i < price.length; i++) {
                if (price[i] < price[best]) best = i;
            }
            return best;
        }

        /// @param share of the added loss that must be affordable
        private double price(double added, int i, double share) {
            if (loss + share * added > target) return Double.POSITIVE_INFINITY;
            int saved = 1 + edges.edgesOf(nodes[i], mask);
            return factor[i] * (added > 0 ? added / saved : added * saved);
        }

        private double measure(int node) {
            cancel.throwIfCancelled();
            mask[node] = 0f;
            double added = narrow.loss(mask) - loss;
            mask[node] = 1f;
            measured[node] = added;
            return added;
        }
    }
}
