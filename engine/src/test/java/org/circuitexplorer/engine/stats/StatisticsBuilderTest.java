package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.TopKPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything the statistics say, against plain counting over all values.
class StatisticsBuilderTest {
    private static final int BLOCK = 16;
    private static final int TOKENS = 5003;
    private static final int NODE = 3;

    /// What the values of a node may look like.
    enum Shape {
        NORMAL,
        SPARSE,
        ONE_SIDED,
        MANY_SCALES,
        TINY,
        HUGE,
        CONSTANT,
        DEAD;

        float[] activations() {
            Random random = new Random(7);
            float[] values = new float[TOKENS];
            for (int i = 0; i < TOKENS; i++) values[i] = (float) draw(random);
            return values;
        }

        private double draw(Random random) {
            double normal = random.nextGaussian();
            boolean active = random.nextInt(4) == 0;
            return switch (this) {
                case NORMAL -> normal;
                case SPARSE -> active ? normal : 0;
                case ONE_SIDED -> active ? 3 + normal / 10 : 0;
                case MANY_SCALES -> Math.exp(normal * 9) * (active ? 1 : -1);
                case TINY -> normal * 1e-38;
                case HUGE -> random.nextDouble() * Float.MAX_VALUE;
                case CONSTANT -> -0.7;
                case DEAD -> 0;
            };
        }
    }

    private static CorpusStatistics scan(float[] values, int[] order) {
        Corpus corpus = new Corpus(new int[values.length], BLOCK);
        NodeIndex nodes = new NodeIndex(config());
        StatisticsBuilder builder = new StatisticsBuilder(corpus, nodes.size());
        SequenceValues ofSequence = new SequenceValues(BLOCK);
        for (int sequence : order) {
            int from = corpus.start(sequence);
            ofSequence.fill(values, from, from + corpus.sequence(sequence).length);
            builder.add(NODE, ofSequence, sequence);
        }
        return builder.build(nodes);
    }

    private static CorpusStatistics scan(float[] values) {
        return scan(values, new Corpus(new int[values.length], BLOCK).scanOrder());
    }

    private static ModelConfig config() {
        return new ModelConfig(
                BLOCK,
                10,
                1,
                1,
                4,
                4,
                4,
                0,
                true,
                Activation.GELU,
                Activation.IDENTITY,
                0.25,
                Set.copyOf(EnumSet.noneOf(TopKPlace.class)),
                false,
                false,
                false,
                "");
    }

    @ParameterizedTest
    @EnumSource
    void countsAreThoseOfAHistogramThatKnewTheRange(Shape shape) {
        float[] values = shape.activations();
        NodeHistogram histogram = scan(values).histogram(NODE);
        int[] expected = new int[histogram.bins()];
        int zeros = 0;
        for (float value : values) {
            if (value == 0) zeros++;
            else expected[histogram.binOf(value)]++;
        }
        assertThat(histogram.zeros()).isEqualTo(zeros);
        assertThat(histogram.counts()).isEqualTo(expected);
        assertThat(histogram.total()).isEqualTo(TOKENS);
        assertThat(histogram.bins()).isLessThanOrEqualTo(HistogramTable.BINS);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONSTANT", "DEAD"})
    void binsAreAsNarrowAsFit(Shape shape) {
        NodeHistogram histogram = scan(shape.activations()).histogram(NODE);
        assertThat(histogram.bins()).isGreaterThan(HistogramTable.BINS / 2);
        assertThat(histogram.counts()[0]).isPositive();
        assertThat(histogram.counts()[histogram.bins() - 1]).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void minMaxAndMeanAreExact(Shape shape) {
        float[] values = shape.activations();
        NodeHistogram histogram = scan(values).histogram(NODE);
        double sum = 0;
        float min = values[0];
        float max = values[0];
        for (float value : values) {
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        assertThat(histogram.min()).isEqualTo(min);
        assertThat(histogram.max()).isEqualTo(max);
        assertThat((double) histogram.mean()).isCloseTo(sum / TOKENS, within(1e-6 * Math.max(-min, max)));
    }

    @ParameterizedTest
    @EnumSource
    void countsDoNotDependOnTheOrderOfSequences(Shape shape) {
        float[] values = shape.activations();
        int sequences = new Corpus(new int[TOKENS], BLOCK).sequences();
        int[] backwards =
                IntStream.range(0, sequences).map(i -> sequences - 1 - i).toArray();
        NodeHistogram one = scan(values).histogram(NODE);
        NodeHistogram other = scan(values, backwards).histogram(NODE);
        assertThat(other.counts()).isEqualTo(one.counts());
        assertThat(other.firstEdge()).isEqualTo(one.firstEdge());
        assertThat(other.width()).isEqualTo(one.width());
        assertThat(scan(values, backwards).top(NODE)).isEqualTo(scan(values).top(NODE));
    }

    @ParameterizedTest
    @EnumSource
    void extremesAreTheLargestAndSmallestOfDifferentSequences(Shape shape) {
        float[] values = shape.activations();
        Comparator<Integer> largest =
                Comparator.<Integer>comparingDouble(p -> -values[p]).thenComparing(p -> p);
        Comparator<Integer> smallest =
                Comparator.<Integer>comparingDouble(p -> values[p]).thenComparing(p -> p);
        assertThat(scan(values).top(NODE)).isEqualTo(firstOfDifferentSequences(largest));
        assertThat(scan(values).bottom(NODE)).isEqualTo(firstOfDifferentSequences(smallest));
    }

    private static int[] firstOfDifferentSequences(Comparator<Integer> order) {
        Set<Integer> seen = new HashSet<>();
        return IntStream.range(0, TOKENS)
                .boxed()
                .sorted(order)
                .filter(p -> seen.add(p / BLOCK))
                .limit(CorpusStatistics.EXAMPLES)
                .mapToInt(p -> p)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void examplesOfABinLieInIt(Shape shape) {
        float[] values = shape.activations();
        CorpusStatistics statistics = scan(values);
        NodeHistogram histogram = statistics.histogram(NODE);
        for (int bin = 0; bin < histogram.bins(); bin++) {
            int inBin = bin;
            int[] positions = statistics.inBin(NODE, bin);
            assertThat(Arrays.stream(positions)).allMatch(p -> histogram.binOf(values[p]) == inBin);
            assertThat(positions.length == 0).isEqualTo(histogram.counts()[bin] == 0);
            assertThat(Arrays.stream(positions).map(p -> p / BLOCK)).doesNotHaveDuplicates();
        }
        assertThat(Arrays.stream(statistics.atZero(NODE))).allMatch(p -> values[p] == 0);
    }

    @ParameterizedTest
    @EnumSource
    void quantilesAgreeWithSortedValuesToABin(Shape shape) {
        float[] values = shape.activations();
        CorpusStatistics statistics = scan(values);
        NodeHistogram histogram = statistics.histogram(NODE);
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double fraction : new double[] {0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999}) {
            float exact = sorted[(int) (fraction * TOKENS)];
            assertThat(histogram.quantile(fraction)).isCloseTo(exact, within(histogram.width()));
            int[] near = statistics.nearQuantile(NODE, fraction, 3);
            assertThat(near).isNotEmpty();
            assertThat((double) values[near[0]]).isCloseTo(exact, within(histogram.width()));
            if (exact == 0) assertThat(Arrays.stream(near)).allMatch(p -> values[p] == 0);
        }
    }

    @Test
    void quantileExamplesComeNearestFirst() {
        float[] values = Shape.NORMAL.activations();
        CorpusStatistics statistics = scan(values);
        NodeHistogram histogram = statistics.histogram(NODE);
        int middle = histogram.binOf((float) histogram.quantile(0.9));
        int[] distance = Arrays.stream(statistics.nearQuantile(NODE, 0.9, 6))
                .map(p -> Math.abs(histogram.binOf(values[p]) - middle))
                .toArray();
        assertThat(distance).isSorted().hasSize(6).endsWith(1);
    }

    @Test
    void aDeadNodeHasNoBinsAndOnlyZeros() {
        CorpusStatistics statistics = scan(Shape.DEAD.activations());
        assertThat(statistics.histogram(NODE).bins()).isZero();
        assertThat(statistics.histogram(NODE).quantile(0.9)).isZero();
        assertThat(statistics.atZero(NODE)).hasSize(CorpusStatistics.EXAMPLES);
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOutOfTheHistogramAndShowInTheMean() {
        float[] values = Shape.NORMAL.activations();
        values[7] = Float.NaN;
        values[70] = Float.POSITIVE_INFINITY;
        CorpusStatistics statistics = scan(values);
        NodeHistogram histogram = statistics.histogram(NODE);
        assertThat(IntStream.of(histogram.counts()).sum() + histogram.zeros()).isEqualTo(TOKENS - 2L);
        assertThat(statistics.mean(NODE)).isNaN();
        assertThat(histogram.max()).isFinite();
    }

    @Test
    void otherValuesAreCountedInTheSameBins() {
        NodeHistogram histogram = new NodeHistogram(-1, 0.5, new int[] {1, 2, 3, 4}, 5, 15, 0.1f, -1f, 0.9f);
        BinCounts counts = histogram.count(new float[] {-1f, -0.6f, 0f, 0.25f, 0.5f, 1f, -3f, 0f});
        assertThat(counts.counts()).containsExactly(2, 0, 1, 1);
        assertThat(counts.zeros()).isEqualTo(2);
        assertThat(counts.below()).isEqualTo(1);
        assertThat(counts.above()).isEqualTo(1);
        assertThat(counts.total()).isEqualTo(8);
        assertThat(counts.mean()).isCloseTo(-0.35625f, within(1e-6f));
    }
}
