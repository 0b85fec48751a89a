package org.circuitexplorer.engine.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.NodeIndex;

/// What one scan of a corpus tells of every node of a model: means, histograms and where to find examples. Immutable.
/// Examples are positions of tokens in the corpus; [ExampleReader] turns them into text with activations.
public final class CorpusStatistics {
    /// Examples kept of the largest, of the smallest and of the zero values of a node.
    public static final int EXAMPLES = 5;

    private final NodeIndex nodes;
    private final int tokens;
    private final Values values;
    private final HistogramTable.Bins bins;
    private final Examples examples;

    /// @param mean mean over all tokens
    /// @param min smallest value
    /// @param max largest value
    /// @param zeros number of exact zeros
    record Values(float[] mean, float[] min, float[] max, int[] zeros) {}

    /// Positions, [#EXAMPLES] of each node, [HistogramTable#NONE] where there are fewer.
    record Examples(int[] top, int[] bottom, int[] zero) {}

    CorpusStatistics(NodeIndex nodes, int tokens, Values values, HistogramTable.Bins bins, Examples examples) {
        this.nodes = nodes;
        this.tokens = tokens;
        this.values = values;
        this.bins = bins;
        this.examples = examples;
    }

    /// How nodes are numbered here.
    public NodeIndex nodes() {
        return nodes;
    }

    /// Tokens that were scanned.
    public int tokens() {
        return tokens;
    }

    /// The mean of every node over all tokens: what mean ablation freezes it to.
    public float[] means() {
        return values.mean.clone();
    }

    public float mean(int node) {
        return values.mean[node];
    }

    public NodeHistogram histogram(int node) {
        double width = Math.scalb(1.0, bins.exponent()[node]);
        int row = node * HistogramTable.BINS;
        int used = HistogramTable.BINS;
        while (used > 0 && bins.counts()[row + used - 1] == 0) used--;
        return new NodeHistogram(
                bins.first()[node] * width,
                width,
                Arrays.copyOfRange(bins.counts(), row, row + used),
                values.zeros[node],
                tokens,
                values.mean[node],
                values.min[node],
                values.max[node]);
    }

    /// Where the node is largest, largest first, each in another sequence.
    public int[] top(int node) {
        return kept(examples.top, node, EXAMPLES);
    }

    /// Where the node is smallest, smallest first, each in another sequence.
    public int[] bottom(int node) {
        return kept(examples.bottom, node, EXAMPLES);
    }

    /// Where the node is exactly zero.
    public int[] atZero(int node) {
        return kept(examples.zero, node, EXAMPLES);
    }

    /// Where the node's value lies in a bin of its histogram.
    public int[] inBin(int node, int bin) {
        return kept(bins.examples(), node * HistogramTable.BINS + bin, HistogramTable.EXAMPLES);
    }

    /// Where the node's value lies nearest to a quantile, as far as examples were kept: those of the quantile's own bin
    /// first, then those of its neighbours. Where the quantile is zero: places at which the node is zero.
    ///
    /// @param fraction fraction of all tokens with a smaller value; 0.999 for the top 0.1 %
    /// @param count most positions wanted
    public int[] nearQuantile(int node, double fraction, int count) {
        NodeHistogram histogram = histogram(node);
        double value = histogram.quantile(fraction);
        if (value == 0 && histogram.zeros() > 0)
            return Arrays.copyOf(atZero(node), Math.min(count, atZero(node).length));
        int middle = Math.clamp(histogram.binOf((float) value), 0, histogram.bins() - 1);
        return IntStream.range(0, 2 * histogram.bins())
                .map(i -> middle + (i % 2 == 0 ? -i / 2 : i / 2 + 1))
                .filter(bin -> bin >= 0 && bin < histogram.bins())
                .flatMap(bin -> IntStream.of(inBin(node, bin)))
                .limit(count)
                .toArray();
    }

    private static int[] kept(int[] positions, int row, int width) {
        return Arrays.stream(positions, row * width, (row + 1) * width)
                .filter(p -> p != HistogramTable.NONE)
                .toArray();
    }

    Values values() {
        return values;
    }

    HistogramTable.Bins bins() {
        return bins;
    }

    Examples examples() {
        return examples;
    }
}
