package org.circuitexplorer.engine.stats;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Histograms of many nodes, filled in one pass without knowing the range of any: bins are multiples of a power of two,
/// and when a value does not fit, neighbouring bins are merged until it does. Merging is exact, so the final counts are
/// those of a histogram that had known the range from the start.
///
/// Beside its count each bin keeps the positions of its first [#EXAMPLES] values from different sequences.
/// One thread at a time per node.
final class HistogramTable {
    static final int BINS = 64;
    static final int EXAMPLES = 2;
    static final int NONE = -1;

    /// Finest bin relative to the largest magnitude, as a power of two: a node that never changes gets one narrow bin.
    private static final int FINEST = 20;

    private static final int UNUSED = Integer.MIN_VALUE;

    private final int sequenceLength;
    private final int[] exponent;
    private final int[] first;
    private final int[] counts;
    private final int[] examples;

    /// @param sequenceLength positions are of the same sequence when their quotients by this are equal
    HistogramTable(int nodes, int sequenceLength) {
        this.sequenceLength = sequenceLength;
        this.exponent = new int[nodes];
        this.first = new int[nodes];
        this.counts = new int[Math.multiplyExact(nodes, BINS)];
        this.examples = new int[Math.multiplyExact(nodes, BINS * EXAMPLES)];
        Arrays.fill(exponent, UNUSED);
        Arrays.fill(examples, NONE);
    }

    /// Adds the values of a node in a sequence other than its zeros.
    ///
    /// @param position position of the sequence's first token in the corpus
    void add(int node, SequenceValues values, int position) {
        double scale = scale(node);
        int base = first[node];
        int row = node * BINS;
        for (int i = 0; i < values.count; i++) {
            float value = values.value[i];
            int bin = floor(value * scale) - base;
            if (bin < 0 || bin >= BINS || scale == 0) {
                makeRoom(node, value);
                scale = scale(node);
                base = first[node];
                bin = floor(value * scale) - base;
            }
            counts[row + bin]++;
            if (examples[(row + bin) * EXAMPLES + EXAMPLES - 1] == NONE) keep(row + bin, position + values.offset[i]);
        }
    }

    /// The largest whole number not above; saturates at the range of int.
    private static int floor(double x) {
        int truncated = (int) x;
        return x < truncated ? truncated - 1 : truncated;
    }

    private double scale(int node) {
        return exponent[node] == UNUSED ? 0 : Math.scalb(1.0, -exponent[node]);
    }

    private void keep(int cell, int position) {
        for (int e = cell * EXAMPLES; e < (cell + 1) * EXAMPLES; e++) {
            if (examples[e] == NONE) {
                examples[e] = position;
                return;
            }
            if (examples[e] / sequenceLength == position / sequenceLength) return;
        }
    }

    private void makeRoom(int node, float value) {
        int finest = Math.getExponent(value) - FINEST;
        if (exponent[node] == UNUSED) {
            exponent[node] = finest;
            first[node] = floor(value * scale(node)) - BINS / 2;
            return;
        }
        if (exponent[node] < finest) coarsen(node, finest - exponent[node]);
        while (true) {
            int bin = floor(value * scale(node));
            int low = Math.min(bin, first[node] + lowestUsed(node));
            int high = Math.max(bin, first[node] + highestUsed(node));
            if (high - low < BINS) {
                shift(node, low - (BINS - 1 - (high - low)) / 2);
                return;
            }
            coarsen(node, 1);
        }
    }

    private int lowestUsed(int node) {
        int bin = 0;
        while (counts[node * BINS + bin] == 0) bin++;
        return bin;
    }

    private int highestUsed(int node) {
        int bin = BINS - 1;
        while (counts[node * BINS + bin] == 0) bin--;
        return bin;
    }

    /// Makes the bins of a node `2^by` times as wide.
    private void coarsen(int node, int by) {
        int shift = Math.min(by, Integer.SIZE - 1);
        int oldFirst = first[node];
        first[node] = oldFirst >> shift;
        exponent[node] += by;
        rearrange(node, bin -> ((oldFirst + bin) >> shift) - first[node]);
    }

    private void shift(int node, int newFirst) {
        int by = first[node] - newFirst;
        first[node] = newFirst;
        if (by != 0) rearrange(node, bin -> bin + by);
    }

    private void rearrange(int node, IntUnaryOperator target) {
        int row = node * BINS;
        int[] oldCounts = Arrays.copyOfRange(counts, row, row + BINS);
        int[] oldExamples = Arrays.copyOfRange(examples, row * EXAMPLES, (row + BINS) * EXAMPLES);
        Arrays.fill(counts, row, row + BINS, 0);
        Arrays.fill(examples, row * EXAMPLES, (row + BINS) * EXAMPLES, NONE);
        for (int bin = 0; bin < BINS; bin++) {
            if (oldCounts[bin] == 0) continue;
            int cell = row + target.applyAsInt(bin);
            counts[cell] += oldCounts[bin];
            for (int e = bin * EXAMPLES; e < (bin + 1) * EXAMPLES; e++) {
                if (oldExamples[e] != NONE) keep(cell, oldExamples[e]);
            }
        }
    }

    /// Brings every histogram into the one form that does not depend on the order of its values: the narrowest bins
    /// that fit, the first one in use.
    Bins finish(float[] min, float[] max) {
        for (int node = 0; node < exponent.length; node++) {
            if (exponent[node] == UNUSED) {
                exponent[node] = 0;
                continue;
            }
            int finest = Math.getExponent(Math.max(-min[node], max[node])) - FINEST;
            if (exponent[node] < finest) coarsen(node, finest - exponent[node]);
            shift(node, first[node] + lowestUsed(node));
        }
        return new Bins(exponent, first, counts, examples);
    }

    /// The finished histograms of all nodes.
    ///
    /// @param exponent bins are `2^exponent` wide
    /// @param first the first bin begins at `first * 2^exponent`
    /// @param counts `[nodes, BINS]`
    /// @param examples `[nodes, BINS, EXAMPLES]` positions, [#NONE] where there are fewer
    record Bins(int[] exponent, int[] first, int[] counts, int[] examples) {}
}
