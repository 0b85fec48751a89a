package org.circuitexplorer.engine.stats;

import java.util.stream.IntStream;

/// Values counted in the bins of a [NodeHistogram].
///
/// @param counts values in each of its bins
/// @param zeros values that were exactly zero
/// @param below values below its first bin
/// @param above values above its last bin
/// @param mean mean of all values, 0 when there were none
public record BinCounts(int[] counts, int zeros, int below, int above, float mean) {
    public int total() {
        return zeros + below + above + IntStream.of(counts).sum();
    }
}
