package org.circuitexplorer.engine.stats;

import java.util.Arrays;
import org.circuitexplorer.engine.model.NodeIndex;

/// Gathers what [CorpusStatistics] tells of each node while its values arrive sequence by sequence.
/// Different nodes may be filled by different threads; the result depends only on the order of sequences.
final class StatisticsBuilder {
    private final Corpus corpus;
    private final double[] sum;
    private final float[] min;
    private final float[] max;
    private final int[] zeros;
    private final int[] zeroExamples;
    private final HistogramTable histograms;
    private final ExtremeTable top;
    private final ExtremeTable bottom;

    StatisticsBuilder(Corpus corpus, int nodes) {
        this.corpus = corpus;
        this.sum = new double[nodes];
        this.min = filled(nodes, Float.POSITIVE_INFINITY);
        this.max = filled(nodes, Float.NEGATIVE_INFINITY);
        this.zeros = new int[nodes];
        this.zeroExamples = new int[nodes * CorpusStatistics.EXAMPLES];
        Arrays.fill(zeroExamples, HistogramTable.NONE);
        this.histograms = new HistogramTable(nodes, corpus.blockSize());
        this.top = new ExtremeTable(nodes, CorpusStatistics.EXAMPLES);
        this.bottom = new ExtremeTable(nodes, CorpusStatistics.EXAMPLES);
    }

    private static float[] filled(int size, float value) {
        float[] array = new float[size];
        Arrays.fill(array, value);
        return array;
    }

    /// Adds the values of a node in one sequence.
    void add(int node, SequenceValues values, int sequence) {
        int position = corpus.start(sequence);
        sum[node] += values.sum;
        if (values.zeros > 0) addZeros(node, values.zeros, position + values.firstZero);
        int smallest = 0;
        int largest = 0;
        for (int i = 1; i < values.count; i++) {
            if (values.value[i] < values.value[smallest]) smallest = i;
            if (values.value[i] > values.value[largest]) largest = i;
        }
        offer(node, values, smallest, position, -1);
        offer(node, values, largest, position, 1);
        histograms.add(node, values, position);
    }

    /// Offers a sequence's extreme value, which may be one of its zeros, to the extremes of the node.
    private void offer(int node, SequenceValues values, int extreme, int position, int sign) {
        boolean none = values.count == 0;
        if (none && values.zeros == 0) return;
        boolean zeroWins = none || (values.zeros > 0 && sign * values.value[extreme] < 0);
        float value = zeroWins ? 0 : values.value[extreme];
        int at = position + (zeroWins ? values.firstZero : values.offset[extreme]);
        min[node] = Math.min(min[node], value);
        max[node] = Math.max(max[node], value);
        (sign > 0 ? top : bottom).offer(node, sign * value, at);
    }

    private void addZeros(int node, int count, int position) {
        zeros[node] += count;
        for (int e = node * CorpusStatistics.EXAMPLES; e < (node + 1) * CorpusStatistics.EXAMPLES; e++) {
            if (zeroExamples[e] == HistogramTable.NONE) {
                zeroExamples[e] = position;
                return;
            }
        }
    }

    /// The statistics, once every sequence was added.
    CorpusStatistics build(NodeIndex nodes) {
        float[] mean = new float[sum.length];
        for (int n = 0; n < mean.length; n++) mean[n] = (float) (sum[n] / corpus.size());
        HistogramTable.Bins bins = histograms.finish(min, max);
        return new CorpusStatistics(
                nodes,
                corpus.size(),
                new CorpusStatistics.Values(mean, min, max, zeros),
                bins,
                new CorpusStatistics.Examples(top.positions(), bottom.positions(), zeroExamples));
    }
}
