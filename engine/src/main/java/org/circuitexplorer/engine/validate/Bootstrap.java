package org.circuitexplorer.engine.validate;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Intervals by the percentile bootstrap over prompt pairs (Efron and Tibshirani 1993, chapter 13): pairs are drawn
/// with replacement, as many as there are, and everything is measured again on each draw. The draws are made once, so
/// that numbers about the same pairs vary together. A pair is never split: its two prompts depend on each other.
final class Bootstrap {
    private static final double TAIL = 0.025;

    private final int pairs;
    private final int[][] draws;

    /// @param pairs number of pairs, at least 1
    /// @param resamples number of draws
    Bootstrap(int pairs, int resamples, long seed) {
        this.pairs = pairs;
        Random random = new Random(seed);
        this.draws = new int[resamples][];
        for (int r = 0; r < resamples; r++) {
            draws[r] = random.ints(pairs, 0, pairs).toArray();
        }
    }

    /// The mean over pairs.
    ///
    /// @param perPair `[pairs]`
    Estimate mean(double[] perPair) {
        return of(draw -> mean(perPair, draw));
    }

    /// The mean of one quantity over the mean of another.
    ///
    /// @param above `[pairs]`
    /// @param below `[pairs]`
    Estimate ratio(double[] above, double[] below) {
        return of(draw -> mean(above, draw) / mean(below, draw));
    }

    /// Any function of a choice of pairs.
    Estimate of(ToDoubleFunction<int[]> statistic) {
        int[] all = new int[pairs];
        Arrays.setAll(all, i -> i);
        double value = statistic.applyAsDouble(all);
        double[] resampled =
                Arrays.stream(draws).mapToDouble(statistic).sorted().toArray();
        return new Estimate(value, quantile(resampled, TAIL), quantile(resampled, 1 - TAIL));
    }

    static double mean(double[] perPair, int[] draw) {
        double sum = 0;
        for (int pair : draw) sum += perPair[pair];
        return sum / draw.length;
    }

    private static double quantile(double[] sorted, double fraction) {
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
