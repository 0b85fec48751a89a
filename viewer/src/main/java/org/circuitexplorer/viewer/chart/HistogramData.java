package org.circuitexplorer.viewer.chart;

import java.util.List;
import java.util.OptionalDouble;

/// What a [HistogramView] shows: counts of one node's values in bins of equal width, exact zeros apart.
///
/// @param firstEdge lower edge of the first bin
/// @param width width of a bin
/// @param counts values in each bin over the corpus, zeros not among them
/// @param zeros values that were exactly zero
/// @param mean mean of all values, zeros included
/// @param groups the same node over other sets of values, in the same bins; at most two are told apart by colour
/// @param current the value to mark, such as the node's value at a token
public record HistogramData(
        double firstEdge,
        double width,
        int[] counts,
        long zeros,
        double mean,
        List<Group> groups,
        OptionalDouble current) {
    /// Nothing to show.
    public static final HistogramData EMPTY =
            new HistogramData(0, 1, new int[0], 0, 0, List.of(), OptionalDouble.empty());

    /// Values of the same node under some condition.
    ///
    /// @param name what to call them, such as the answer they belong to
    /// @param counts values in each bin
    /// @param zeros values that were exactly zero
    public record Group(String name, int[] counts, long zeros) {}

    public HistogramData {
        groups = List.copyOf(groups);
        if (!(width > 0)) throw new IllegalArgumentException("expected a bin width above 0, found " + width);
        for (Group group : groups) {
            if (group.counts().length != counts.length) {
                throw new IllegalArgumentException(
                        "expected " + counts.length + " bins for " + group.name() + ", found " + group.counts().length);
            }
        }
    }

    /// Values in all, zeros included.
    public long total() {
        long sum = zeros;
        for (int count : counts) sum += count;
        return sum;
    }

    /// This histogram with another value marked.
    public HistogramData withCurrent(OptionalDouble value) {
        return new HistogramData(firstEdge, width, counts, zeros, mean, groups, value);
    }

    /// The same with neighbouring bins added together until there are at most `bins`; bins still start at multiples of
    /// their width, so that none mixes signs.
    HistogramData coarser(int bins) {
        HistogramData data = this;
        while (data.counts.length > Math.max(2, bins)) data = data.halved();
        return data;
    }

    private HistogramData halved() {
        // Bins pair up from a multiple of the double width; the first may stay alone.
        int shift = (int) Math.floorMod(Math.round(firstEdge / width), 2L);
        List<Group> halves = groups.stream()
                .map(g -> new Group(g.name(), halved(g.counts(), shift), g.zeros()))
                .toList();
        return new HistogramData(
                firstEdge - shift * width, 2 * width, halved(counts, shift), zeros, mean, halves, current);
    }

    private static int[] halved(int[] counts, int shift) {
        int[] half = new int[(counts.length + shift + 1) / 2];
        for (int i = 0; i < counts.length; i++) half[(i + shift) / 2] += counts[i];
        return half;
    }
}
