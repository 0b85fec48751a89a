package org.circuitexplorer.engine.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How often a node took which value over a corpus: bins of equal width for the values that are not zero, and apart
/// from them the exact zeros that AbsTopK leaves. Bin `i` holds values `edge(i) <= x < edge(i + 1)`; 0 is a bin edge
/// whenever values of both signs occur, so no bin mixes signs.
///
/// @param firstEdge lower edge of the first bin, a multiple of `width`
/// @param width width of a bin, a power of two
/// @param counts values in each bin; empty when there was nothing but zeros
/// @param zeros values that were exactly zero
/// @param total tokens in all
/// @param mean mean over all tokens, zeros included
/// @param min smallest value
/// @param max largest value
public record NodeHistogram(
        double firstEdge, double width, int[] counts, long zeros, long total, float mean, float min, float max) {
    private static final double RARE = 0.001;

    public int bins() {
        return counts.length;
    }

    /// Lower edge of a bin; `edge(bins())` is the upper edge of the last.
    public double edge(int bin) {
        return firstEdge + bin * width;
    }

    /// The bin of a value other than zero; negative below the first, at least [#bins()] above the last.
    public int binOf(float value) {
        double bin = Math.floor(value / width) - firstEdge / width;
        return (int) Math.clamp(bin, -1, bins());
    }

    /// The value below which a fraction of all tokens lies, to the width of a bin; exactly 0 where the zeros lie.
    ///
    /// @param fraction from 0 to 1
    public double quantile(double fraction) {
        double rank = fraction * total;
        double seen = 0;
        boolean zerosPassed = zeros == 0;
        for (int bin = 0; bin < bins(); bin++) {
            if (!zerosPassed && edge(bin) >= 0) {
                if (rank < seen + zeros) return 0;
                seen += zeros;
                zerosPassed = true;
            }
            if (counts[bin] > 0 && rank < seen + counts[bin]) {
                return Math.clamp(edge(bin) + width * (rank - seen) / counts[bin], min, max);
            }
            seen += counts[bin];
        }
        return max;
    }

    /// How far from 0 the values lie, all but the most extreme tenth of a percent at either end; the largest magnitude
    /// where these are all zero.
    public double reach() {
        double reach = Math.max(Math.abs(quantile(RARE)), Math.abs(quantile(1 - RARE)));
        return reach > 0 ? reach : Math.max(Math.abs(min), Math.abs(max));
    }

    /// A magnitude that about a fraction of all tokens exceed, to the width of a bin; 0 where fewer are not zero.
    ///
    /// @param fraction from 0 to 1
    public double exceededBy(double fraction) {
        List<Integer> byMagnitude = IntStream.range(0, bins())
                .boxed()
                .sorted(Comparator.comparingDouble(bin -> -nearest(bin)))
                .toList();
        double seen = 0;
        for (int bin : byMagnitude) {
            seen += counts[bin];
            if (seen >= fraction * total) return nearest(bin);
        }
        return 0;
    }

    /// The smallest magnitude in a bin.
    private double nearest(int bin) {
        return Math.min(Math.abs(edge(bin)), Math.abs(edge(bin + 1)));
    }

    /// Counts other values of the same node, such as those on the prompts of a task, in the same bins.
    public BinCounts count(float[] values) {
        int[] inBin = new int[bins()];
        int zero = 0;
        int below = 0;
        int above = 0;
        double sum = 0;
        for (float value : values) {
            sum += value;
            int bin = value == 0 ? 0 : binOf(value);
            if (value == 0) zero++;
            else if (bin < 0) below++;
            else if (bin >= bins()) above++;
            else inBin[bin]++;
        }
        return new BinCounts(inBin, zero, below, above, (float) (sum / Math.max(1, values.length)));
    }
}
