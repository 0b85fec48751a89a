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
    ///
    /// @param values where they lie, from index `from until to`
    void add(int node, float[] values, int from, int to, int sequence) {
        int position = corpus.start(sequence);
        double total = sum[node];
        int zero = -1;
        int zeroCount = 0;
        int smallest = -1;
        int largest = -1;
        for (int i = from; i < to; i++) {
            float value = values[i];
            total += value;
            if (value == 0) {
                zeroCount++;
                zero = i;
            }
            if (!Float.isFinite(value)) continue;
            if (smallest < 0 || value < values[smallest]) smallest = i;
            if (largest < 0 || value > values[largest]) largest = i;
        }
        sum[node] = total;
        if (zeroCount > 0) addZeros(node, zeroCount, position + zero - from);
        if (smallest < 0) return;
        min[node] = Math.min(min[node], values[smallest]);
        max[node] = Math.max(max[node], values[largest]);
        bottom.offer(node, -values[smallest], position + smallest - from);
        top.offer(node, values[largest], position + largest - from);
        histograms.add(node, values, from, to, position);
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
