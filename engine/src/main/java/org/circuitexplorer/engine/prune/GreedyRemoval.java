package org.circuitexplorer.engine.prune;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
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

    private final MaskLoss objective;
    private final EdgeIndex edges;
    private final double target;
    private final CancelToken cancel;
    private final Consumer<Candidate> found;

    /// @param found hears of every removal
    GreedyRemoval(MaskLoss objective, EdgeIndex edges, double target, CancelToken cancel, Consumer<Candidate> found) {
        this.objective = objective;
        this.edges = edges;
        this.target = target;
        this.cancel = cancel;
        this.found = found;
    }

    /// Removes whole runs of a ranking while there are many nodes: as many as a quarter of the remaining slack pays
    /// for.
    ///
    /// @param order nodes from the least important on
    Candidate removeRuns(Candidate start, int[] order) {
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
                found.accept(best);
            } else {
                run /= 2;
            }
        }
        return best;
    }

    /// Removes single nodes until none can go.
    ///
    /// @param noise standard deviation of the logarithm of a random factor on each price; 0 for the plain search
    Candidate removeSingly(Candidate start, double noise, Random random) {
        Candidate best = start;
        while (true) {
            Candidate smaller = removeOnce(best, noise, random);
            if (smaller.nodes() == best.nodes()) return best;
            best = smaller;
        }
    }

    /// Measures every node once and removes what can go.
    Candidate removeOnce(Candidate start, double noise, Random random) {
        return new Round(start, noise, random).removeAll();
    }

    /// One round: every node's price is measured, then nodes go in the order of their prices.
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
            narrow = objective.within(mask);
            narrow.remember(mask);
            nodes = IntStream.range(0, mask.length)
                    .filter(i -> start.mask()[i] != 0f)
                    .toArray();
            factor = new double[nodes.length];
            price = new double[nodes.length + 1];
            price[nodes.length] = Double.POSITIVE_INFINITY;
            for (int i = 0; i < nodes.length; i++) {
                factor[i] = noise == 0 ? 1 : Math.exp(noise * random.nextGaussian());
                price[i] = priceAt(lossWithout(nodes[i]), i);
            }
        }

        Candidate removeAll() {
            for (int i = cheapest(); price[i] < Double.POSITIVE_INFINITY; i = cheapest()) {
                double known = price[i];
                double without = lossWithout(nodes[i]);
                double now = priceAt(without, i);
                price[i] = Double.POSITIVE_INFINITY;
                if (now > known && now > price[cheapest()]) {
                    price[i] = now;
                } else if (now < Double.POSITIVE_INFINITY) {
                    mask[nodes[i]] = 0f;
                    loss = without;
                    narrow.remember(mask);
                    found.accept(new Candidate(mask.clone(), loss));
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

        private double priceAt(double without, int i) {
            if (without > target) return Double.POSITIVE_INFINITY;
            double added = without - loss;
            int saved = 1 + edges.edgesOf(nodes[i], mask);
            return factor[i] * (added > 0 ? added / saved : added * saved);
        }

        private double lossWithout(int node) {
            cancel.throwIfCancelled();
            mask[node] = 0f;
            double without = narrow.loss(mask);
            mask[node] = 1f;
            return without;
        }
    }
}
