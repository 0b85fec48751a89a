package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Values from other prompts, against plain passes with every value put in its place by hand.
final class ResamplingTest {
    private static final Path SAMPLE =
            Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");
    private static final int[] LONG = {4, 9, 2, 7, 7, 3, 30, 12, 5, 6, 8, 40, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    private static final int[] SHORT = {8, 3};

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Workers workers;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static SparseTransformer model;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static List<PromptPair> pairs;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static CircuitDocument document;

    @BeforeAll
    static void read() throws Exception {
        workers = Workers.forThisMachine();
        model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken())
                .transformer();
        pairs = TaskReader.readAll(SAMPLE.resolve("tasks"), model.config()).stream()
                .filter(t -> t.name().equals("bracket_counting"))
                .findFirst()
                .orElseThrow()
                .test()
                .subList(0, 7);
        document = CircuitFile.read(SAMPLE.resolve("circuits/bracket_counting.circuit.json"));
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    @Test
    void theOtherPromptsValuesStandAtTheSameTokensFromTheEnd() {
        Ablations ablations = ablations(new Ablation.OtherPrompt());
        List<int[]> prompts = PromptPair.prompts(pairs);
        Resampling resampling = Resampling.ofPairs(pass(), prompts, Resampling.Pool.EMPTY);
        assertSameLosses(ablations, resampling, prompts, (i, t) -> {
            int[] other = prompts.get(i % 2 == 0 ? i + 1 : i - 1);
            return new Source(other, Math.max(0, other.length - prompts.get(i).length + t));
        });
    }

    @Test
    void theCorpusGivesEachPromptOneSequenceFromItsBeginning() {
        Ablations ablations = ablations(new Ablation.CorpusSample(11));
        List<int[]> prompts = PromptPair.prompts(pairs);
        Resampling.Pool pool = new Resampling.Pool(2, i -> i == 0 ? LONG : SHORT);
        List<int[]> drawn = pool.draw(11, prompts);
        assertThat(drawn.stream().map(s -> s[0])).contains(LONG[0], SHORT[0]);
        assertThat(drawn).usingRecursiveComparison().isEqualTo(pool.draw(11, prompts));
        Resampling resampling = Resampling.ofPairs(pass(), prompts, pool);
        assertSameLosses(ablations, resampling, prompts, (i, t) -> {
            int[] whole = drawn.get(i)[0] == LONG[0] ? LONG : SHORT;
            return new Source(whole, Math.min(t, whole.length - 1));
        });
        assertThatThrownBy(() -> Resampling.ofPairs(pass(), prompts, Resampling.Pool.EMPTY)
                        .at(0, ablations, mask()))
                .hasMessageContaining("no corpus sample");
    }

    @Test
    void aPromptWithoutAnotherOneIsLeftAlone() {
        Resampling alone = Resampling.ofPrompts(pass(), List.of(LONG), Resampling.Pool.EMPTY);
        Ablations ablations = ablations(new Ablation.OtherPrompt());
        assertThat(logits(alone.at(0, ablations, mask()))).isEqualTo(logits(mask().interventions()));
    }

    @Test
    void anAmountIsAddedEverywhereOrAtSomeTokens() {
        NodeId node = document.circuit().nodeSet().first();
        Ablations everywhere = Ablations.NONE.with(List.of(node), new Ablation.Add(1.25f));
        Ablations atTwo = everywhere.at(List.of(node), List.of(2));
        float[] own = values(node, mask().interventions());
        float[] added = values(node, everywhere.interventions(mask()));
        float[] addedAtTwo = values(node, atTwo.interventions(mask()));
        for (int t = 0; t < own.length; t++) {
            assertThat(added[t]).isEqualTo(own[t] + 1.25f);
            assertThat(addedAtTwo[t]).isEqualTo(t == 2 ? own[t] + 1.25f : own[t]);
        }
    }

    private record Source(int[] sequence, int token) {}

    private interface Sources {
        Source of(int prompt, int token);
    }

    private static void assertSameLosses(
            Ablations ablations, Resampling resampling, List<int[]> prompts, Sources sources) {
        TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers);
        double found =
                evaluator.evaluateEach(i -> resampling.at(i, ablations, mask())).loss();
        double byHand = evaluator
                .evaluateEach(i -> byHand(ablations, prompts.get(i).length, t -> sources.of(i, t)))
                .loss();
        assertThat(found).isCloseTo(byHand, within(1e-6));
        assertThat(found)
                .isNotCloseTo(evaluator.evaluate(mask().interventions()).loss(), within(1e-3));
    }

    private static Interventions byHand(Ablations ablations, int length, IntFunction<Source> sources) {
        List<Intervention> all = new ArrayList<>();
        for (NodeId node : ablations.byNode().keySet()) {
            for (int t = 0; t < length; t++) {
                boolean atFirstAlone = ablations.positionsOf(node).isPresent();
                if (atFirstAlone && t != 0) continue;
                Source source = sources.apply(t);
                Panel panel = pass().run(
                                TokenBatch.of(source.sequence()),
                                Interventions.NONE,
                                Set.of(node.site()),
                                LogitsAt.NONE)
                        .at(node.site());
                all.add(new Intervention(
                        node.site(),
                        new int[] {node.channel()},
                        new float[1],
                        new float[] {panel.get(node.channel(), source.token())},
                        new int[] {t}));
            }
        }
        return mask().interventions().then(Interventions.of(all));
    }

    /// The first, the middle and the last node of the circuit, the last at its first token alone.
    private static Ablations ablations(Ablation kind) {
        List<NodeId> nodes = List.copyOf(document.circuit().nodeSet());
        NodeId last = nodes.getLast();
        return new Ablations(
                new TreeMap<>(Map.of(nodes.getFirst(), kind, nodes.get(nodes.size() / 2), kind, last, kind)),
                new TreeSet<>(),
                new TreeMap<>(Map.of(last, new TreeSet<>(Set.of(0)))),
                false);
    }

    private static NodeMask mask() {
        NodeIndex index = new NodeIndex(model.config());
        return new NodeMask(index, document.circuit().mask(index), document.means(index));
    }

    private static ForwardPass pass() {
        return new ForwardPass(model, workers);
    }

    private static float[] logits(Interventions interventions) {
        return pass().run(TokenBatch.of(LONG), interventions, Set.of(), LogitsAt.LAST)
                .requireLogits()
                .toRowMajor();
    }

    private static float[] values(NodeId node, Interventions interventions) {
        Panel panel = pass().run(TokenBatch.of(LONG), interventions, Set.of(node.site()), LogitsAt.NONE)
                .at(node.site());
        float[] values = new float[LONG.length];
        panel.copyChannel(node.channel(), 0, values.length, values);
        return values;
    }
}
