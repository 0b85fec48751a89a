package org.circuitexplorer.engine.prune;

import org.circuitexplorer.engine.job.CancelToken;

/// How many of the best-ranked nodes are needed.
final class SizeSearch {
    /// The search ends when the size is known to this share.
    private static final int RESOLUTION = 50;

    private final Ranking ranking;
    private final int most;
    private final CancelToken cancel;
    private final Listener listener;

    /// @param most the size that is taken untried when nothing smaller is enough
    SizeSearch(Ranking ranking, int most, CancelToken cancel, Listener listener) {
        this.ranking = ranking;
        this.most = most;
        this.cancel = cancel;
        this.listener = listener;
    }

    /// Hears of every size that is tried.
    interface Listener {
        void tried(int size, double loss);
    }

    /// The smallest number of nodes whose loss is at most the target: by bisection below the guess when that is enough,
    /// else above it; the most when no size is enough.
    int smallest(MaskLoss objective, double target, int guess) {
        int start = Math.clamp(guess, 1, most);
        int high = enough(objective, target, start);
        int low = high == start ? 0 : beforeLastStep(start, high);
        while (high - low > Math.max(1, high / RESOLUTION)) {
            int middle = (low + high) >>> 1;
            if (loss(objective, middle) <= target) high = middle;
            else low = middle;
        }
        return high;
    }

    /// Adds a tenth more nodes at a time until the target is met or the most is reached.
    int enough(MaskLoss objective, double target, int from) {
        int size = from;
        while (size < most && loss(objective, size) > target) size = larger(size);
        return size;
    }

    private int beforeLastStep(int from, int to) {
        int size = from;
        while (larger(size) < to) size = larger(size);
        return size;
    }

    private int larger(int size) {
        return Math.min(most, size + 1 + size / 10);
    }

    private double loss(MaskLoss objective, int size) {
        cancel.throwIfCancelled();
        double loss = objective.loss(ranking.top(size));
        listener.tried(size, loss);
        return loss;
    }
}
