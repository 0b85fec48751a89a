package org.circuitexplorer.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A scan of a small corpus against one forward pass over all of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusScanTest {
    private final Workers workers = new Workers(2);
    private final LoadedModel model = ScanFixture.model();
    private final NodeIndex nodes = new NodeIndex(model.transformer().config());
    private final Corpus corpus = ScanFixture.corpus(model, 20 * 32 + 5);
    private final CorpusStatistics statistics = scan(workers);
    private final Activations activations = runAtOnce();

    @AfterAll
    void stop() {
        workers.close();
    }

    private CorpusStatistics scan(Workers with) {
        return new CorpusScan(model.transformer(), with).run(corpus, ProgressListener.NONE, new CancelToken());
    }

    private Activations runAtOnce() {
        List<int[]> sequences = IntStream.range(0, corpus.sequences())
                .mapToObj(corpus::sequence)
                .toList();
        return new ForwardPass(model.transformer(), workers)
                .run(TokenBatch.of(sequences), Interventions.NONE, new HashSet<>(nodes.sites()), LogitsAt.NONE);
    }

    private float[] values(int node) {
        NodeId id = nodes.node(node);
        Panel panel = activations.at(id.site());
        float[] values = new float[corpus.size()];
        panel.copyChannel(id.channel(), 0, values.length, values);
        return values;
    }

    @Test
    void meansCountsAndZerosAreThoseOfAllValues() {
        for (int node = 0; node < nodes.size(); node++) {
            float[] values = values(node);
            NodeHistogram histogram = statistics.histogram(node);
            BinCounts counts = histogram.count(values);
            assertThat(histogram.counts()).isEqualTo(counts.counts());
            assertThat(histogram.zeros()).isEqualTo(counts.zeros());
            assertThat(histogram.zeros() + IntStream.of(histogram.counts()).sum())
                    .isEqualTo(histogram.total())
                    .isEqualTo(corpus.size());
            assertThat((double) statistics.mean(node)).isCloseTo(counts.mean(), within(1e-6));
        }
    }

    @Test
    void topAndBottomExamplesAreTheExtremes() {
        for (int node = 0; node < nodes.size(); node += 7) {
            float[] values = values(node);
            NodeHistogram histogram = statistics.histogram(node);
            assertThat(values[statistics.top(node)[0]]).isEqualTo(histogram.max());
            assertThat(values[statistics.bottom(node)[0]]).isEqualTo(histogram.min());
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        try (Workers one = new Workers(1)) {
            CorpusStatistics other = scan(one);
            assertThat(other.means()).isEqualTo(statistics.means());
            assertThat(other.bins().counts()).isEqualTo(statistics.bins().counts());
            assertThat(other.bins().examples()).isEqualTo(statistics.bins().examples());
            assertThat(other.examples().top()).isEqualTo(statistics.examples().top());
        }
    }

    @Test
    void examplesAreRecomputedFromTheirSequence() {
        ExampleReader reader = new ExampleReader(model.transformer(), workers);
        NodeId node = nodes.node(nodes.offset(nodes.sites().get(2)) + 5);
        int index = nodes.indexOf(node);
        float[] values = values(index);
        int[] positions = statistics.top(index);
        List<Example> examples = reader.read(corpus, node, positions);
        assertThat(examples).hasSameSizeAs(positions);
        for (int i = 0; i < positions.length; i++) {
            Example example = examples.get(i);
            assertThat(example.value()).isCloseTo(values[positions[i]], within(1e-5f));
            assertThat(example.tokens()[example.focus()]).isEqualTo(corpus.tokens()[positions[i]]);
            assertThat(example.activations()).hasSameSizeAs(example.tokens());
        }
        assertThat(reader.read(corpus, node)).isEmpty();
    }

    @Test
    void bothPromptClassesAreCountedInTheBinsOfTheCorpus() {
        NodeId node = new NodeId(Site.parse("1.mlp.post_act", 3).orElseThrow(), 17);
        List<PromptPair> pairs = List.of(
                new PromptPair("", "", new int[] {1, 2, 3}, new int[] {1, 2, 4, 5}, 7, 8),
                new PromptPair("", "", new int[] {9, 2}, new int[] {1, 6}, 7, 8));
        ExampleReader reader = new ExampleReader(model.transformer(), workers);
        NodeHistogram histogram = statistics.histogram(nodes.indexOf(node));
        ClassHistogram classes = reader.overPrompts(node, pairs, histogram);
        assertThat(classes.positive().total()).isEqualTo(5);
        assertThat(classes.negative().total()).isEqualTo(6);
        float sum = 0;
        for (float[] sequence : reader.activations(node, List.of(new int[] {1, 2, 4, 5}, new int[] {1, 6}))) {
            for (float value : sequence) sum += value;
        }
        assertThat(classes.negative().mean()).isCloseTo(sum / 6, within(1e-6f));
    }

    @Test
    void progressEndsWithEveryToken() {
        List<Long> done = new ArrayList<>();
        new CorpusScan(model.transformer(), workers).run(corpus, (what, at, total) -> done.add(at), new CancelToken());
        assertThat(done).isSorted().startsWith(0L).endsWith((long) corpus.size());
    }

    @Test
    void aCancelledScanStops() {
        CancelToken cancel = new CancelToken();
        CorpusScan scan = new CorpusScan(model.transformer(), workers);
        cancel.cancel();
        assertThatThrownBy(() -> scan.run(corpus, ProgressListener.NONE, cancel))
                .isInstanceOf(CancelledException.class);
    }
}
