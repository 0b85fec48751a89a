package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.circuit.NodeMask;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quote circuit of the sample, studied without a window: every job runs at once on the calling thread.
final class StudyTest {
    private static final List<Failure> FAILURES = new ArrayList<>();
    private static final Workers WORKERS = Workers.forThisMachine();
    private static final SampleModels SAMPLES = SampleModels.find().orElseThrow();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path cache;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Workspace workspace;

    private final Study study = workspace.study();

    @BeforeAll
    static void openTheSample() {
        workspace = workspace(SAMPLES.all());
        workspace.open(SAMPLES.first().orElseThrow());
        assertThat(FAILURES).isEmpty();
    }

    private static Workspace workspace(List<Path> samples) {
        return new Workspace(new BackgroundJobs(Runnable::run, Runnable::run, FAILURES::add), WORKERS, cache, samples);
    }

    @BeforeEach
    void beginAnew() {
        FAILURES.clear();
        study.show(workspace.task("single_double_quote").orElseThrow());
        while (study.history().canUndoProperty().get()) study.history().undo();
    }

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void theQuoteCircuitIsThereFromTheStart() {
        assertThat(study.entry().orElseThrow().name()).isEqualTo("single_double_quote");
        assertThat(study.circuit().orElseThrow().circuit().size()).isPositive();
        CircuitState.Losses losses = state().losses();
        assertThat(losses.model()).isLessThan(0.05);
        assertThat(losses.circuit().orElseThrow()).isLessThan(0.2);
        assertThat(losses.without().orElseThrow()).isGreaterThan(0.3);
        assertThat(losses.now()).isEqualTo(losses.circuit().orElseThrow());
    }

    @Test
    void ablationRaisesTheLossByTheEffectThatTheFileSays() {
        NodeId node = strongest();
        double before = state().losses().now();
        study.switches().ablate(node, new Ablation.Mean());

        double effect =
                study.circuit().orElseThrow().circuit().info(node).effect().orElseThrow();
        assertThat(state().losses().now() - before).isCloseTo(effect, within(1e-3));
        study.history().undo();
        assertThat(state().losses().now()).isEqualTo(before);
    }

    @Test
    void aFixedValueIsWhatTheNodeHasAtEveryToken() {
        NodeId node = strongest();
        study.switches().ablate(node, new Ablation.Value(1.5f));
        assertThat(state().now().values(node, 0)).containsOnly(1.5f);
        study.switches().ablate(node, new Ablation.Scale(0));
        assertThat(state().now().values(node, 1)).containsOnly(0f);
    }

    @Test
    void theSelectedNodeHasAHistogramAndExamples() {
        study.select(strongest());
        NodeDetail detail = study.detailProperty().get().orElseThrow();
        assertThat(detail.effect().orElseThrow().lossRise()).isGreaterThan(0.1);
        NodeDetail.Activity activity = detail.activity().orElseThrow();
        assertThat(activity.corpus().total()).isGreaterThan(100_000);
        assertThat(activity.top()).isNotEmpty();
        assertThat(activity.classes().positive().total()).isPositive();
    }

    @Test
    void pairsWrapAround() {
        study.previousPair();
        assertThat(state().prompts())
                .isInstanceOfSatisfying(
                        Prompts.OfPair.class, p -> assertThat(p.number()).isEqualTo(p.count() - 1));
    }

    @Test
    void contributionsOfAValueAddUp() {
        NodeId node = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().name().endsWith("attn.v"))
                .findFirst()
                .orElseThrow();
        OpenModel model = study.entry().orElseThrow().model();
        TokenPlace at = new TokenPlace(0, state().now().furthestToken(node, 0));
        assertThat(sumOfReads(node, model, at)).isCloseTo(state().now().value(node, at), within(1e-4));
    }

    @Test
    void contributionsAddUpWithoutAnEdgeToo() {
        OpenModel model = study.entry().orElseThrow().model();
        int compared = 0;
        for (CircuitEdge edge : study.circuit().orElseThrow().edges()) {
            NodeId node = edge.target();
            TokenPlace at = new TokenPlace(0, state().now().furthestToken(node, 0));
            float before = state().now().value(node, at);
            study.switches().toggle(EdgeId.of(edge));
            float now = state().now().value(node, at);
            boolean linear = node.site().kind() != SiteKind.MLP_NEURON;
            // What AbsTopK leaves at 0 is no sum.
            if (linear && now != 0 && now != before) {
                assertThat(sumOfReads(node, model, at)).isCloseTo(now, within(1e-4));
                compared++;
            }
            study.switches().toggle(EdgeId.of(edge));
        }
        assertThat(compared).isPositive();
    }

    private double sumOfReads(NodeId node, OpenModel model, TokenPlace at) {
        Circuit circuit = study.circuit().orElseThrow().circuit();
        return Connections.of(node, model, circuit, List.of(), state(), at).reads().stream()
                .mapToDouble(Connection::contribution)
                .sum();
    }

    private EdgeId strongestEdge() {
        return study.circuit().orElseThrow().edges().stream()
                .max(Comparator.comparingDouble(e -> Math.abs(e.weight())))
                .map(EdgeId::of)
                .orElseThrow();
    }

    @Test
    void anEdgeIsAblatedAsTheModelWithoutItSays() {
        double before = state().losses().now();
        EdgeId edge = strongestEdge();
        study.selection().choose(edge);
        EdgeDetail detail = study.edgeDetailProperty().get().orElseThrow();
        study.switches().toggle(edge);

        TaskEntry entry = study.entry().orElseThrow();
        OpenModel model = entry.model();
        CircuitDocument document = study.circuit().orElseThrow();
        float[] means = document.means(model.nodes());
        SparseTransformer without = EdgeAblation.without(model.transformer(), Set.of(edge), means);
        double full = new TaskEvaluator(without, entry.task().test(), WORKERS)
                .evaluate(document.circuit().mask(model.nodes()), means)
                .loss();
        assertThat(state().losses().now()).isCloseTo(full, within(1e-5));
        assertThat(state().losses().now() - before).isCloseTo(detail.lossRise(), within(1e-6));
        study.switches().toggle(edge);
        assertThat(state().losses().now()).isEqualTo(before);
    }

    @Test
    void aNodeIsAblatedAtTheChosenTokensAlone() {
        NodeId node = strongest();
        float[] before = state().now().values(node, 0);
        study.switches().ablate(node, new Ablation.Value(1.5f));
        study.switches().toggleAt(List.of(node), 1);
        float[] now = state().now().values(node, 0);
        assertThat(now[1]).isEqualTo(1.5f);
        assertThat(now[0]).isEqualTo(before[0]);
        study.switches().toggleAt(List.of(node), 1);
        assertThat(state().now().values(node, 0)).containsOnly(1.5f);
    }

    @Test
    void aDoseLiesBetweenTheNodeAndItsMean() {
        NodeId node = strongest();
        float own = state().now().values(node, 0)[0];
        study.switches().ablate(node, new Ablation.Mean());
        float mean = state().now().values(node, 0)[0];
        double ablated = state().losses().now();
        study.switches().slide(List.of(node), new Ablation.Towards(0.25f));
        study.switches().slide(List.of(node), new Ablation.Towards(0.5f));
        study.switches().endMove();
        assertThat(state().now().values(node, 0)[0]).isCloseTo((own + mean) / 2, within(1e-4f));
        assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
        study.history().undo();
        assertThat(state().losses().now()).isEqualTo(ablated);
    }

    @Test
    void headsLayersAndEverythingElseAreSwitchedAtOnce() {
        NodeId value = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind() == SiteKind.ATTN_V)
                .findFirst()
                .orElseThrow();
        List<NodeId> head = study.switches().headOf(value);
        assertThat(head).contains(value).allMatch(n -> n.site().kind().isPerHead());
        assertThat(study.switches().layerOf(value))
                .containsAll(study.switches().sublayerOf(value))
                .containsAll(head);
        study.switches().keepOnly(head);
        int size = study.circuit().orElseThrow().circuit().size();
        assertThat(study.ablations().size()).isEqualTo(size - head.size());
        assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
        study.switches().reset();
        study.switches().invert();
        assertThat(state().losses().now()).isCloseTo(state().losses().without().orElseThrow(), within(1e-5));
    }

    @Test
    void ablationsWaitWhileAnotherTaskIsStudied() {
        NodeId node = strongest();
        TaskEntry quotes = study.entry().orElseThrow();
        study.switches().ablate(node, new Ablation.Zero());
        double ablated = state().losses().now();
        study.show(workspace.task("bracket_brace").orElseThrow());
        assertThat(study.ablations().isNone()).isTrue();
        study.show(quotes);
        assertThat(study.ablations().of(node)).contains(new Ablation.Zero());
        assertThat(state().losses().now()).isCloseTo(ablated, within(1e-6));
        study.history().undo();
        assertThat(study.ablations().isNone()).isTrue();
    }

    @Test
    void compiledLossesAgreeWithFullPasses() {
        NodeId node = strongest();
        NodeId other = study.circuit().orElseThrow().circuit().nodeSet().first();
        for (Ablation ablation :
                List.of(new Ablation.Mean(), new Ablation.Zero(), new Ablation.Value(1.5f), new Ablation.Scale(0.5f))) {
            study.switches().ablate(node, ablation);
            study.switches().ablate(other, ablation);
            assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
        }
    }

    @Test
    void aNodeOutsideTheCircuitCountsOnceItIsHeldAtAValue() {
        NodeId outside =
                new NodeId(strongest().site(), outsideChannel(strongest().site()));
        double before = state().losses().now();
        study.switches().ablate(outside, new Ablation.Mean());
        assertThat(state().losses().now()).isCloseTo(before, within(1e-6));
        study.switches().ablate(outside, new Ablation.Value(3));
        assertThat(state().losses().now()).isCloseTo(fullLoss(study.ablations()), within(1e-5));
    }

    @Test
    void undoAndRedoBringBackLabelsAndAblationsInOrder() {
        NodeId node = strongest();
        study.note(node, info -> info.withLabel("copies the quote"));
        study.switches().ablate(node, new Ablation.Zero());
        study.note(node, info -> info.withNote("seen on three prompts"));

        study.history().undo();
        assertThat(info(node).note()).isEmpty();
        assertThat(study.ablations().size()).isEqualTo(1);
        study.history().undo();
        assertThat(study.ablations().size()).isZero();
        assertThat(info(node).label()).isEqualTo("copies the quote");
        study.history().undo();
        assertThat(info(node).label()).isEmpty();
        study.history().redo();
        study.history().redo();
        study.history().redo();
        assertThat(info(node).note()).isEqualTo("seen on three prompts");
        assertThat(study.ablations().of(node)).contains(new Ablation.Zero());
    }

    @Test
    void aCircuitGrowsByANodeAndUndoTakesItAway() {
        NodeId outside =
                new NodeId(strongest().site(), outsideChannel(strongest().site()));
        int before = study.circuit().orElseThrow().circuit().size();
        study.select(strongest());
        study.grow(outside);

        assertThat(study.circuit().orElseThrow().circuit().size()).isEqualTo(before + 1);
        assertThat(study.selectionProperty().get()).contains(strongest());
        assertThat(state().losses().now()).isCloseTo(fullLoss(Ablations.NONE), within(1e-5));
        study.history().undo();
        assertThat(study.circuit().orElseThrow().circuit().size()).isEqualTo(before);
        assertThat(state().losses().now()).isCloseTo(fullLoss(Ablations.NONE), within(1e-5));
    }

    @Test
    void valuesAreShownAtTheChosenTokenUntilAnotherPromptIs() {
        NodeId node = strongest();
        TokenPlace own = study.place(node, state());
        assertThat(own).isEqualTo(new TokenPlace(0, state().now().furthestToken(node, 0)));
        study.placeProperty().set(Optional.of(new TokenPlace(1, 2)));
        assertThat(study.place(node, state())).isEqualTo(new TokenPlace(1, 2));
        study.nextPair();
        assertThat(study.placeProperty().get()).isEmpty();
    }

    @Test
    void examplesComeFromTheBinThatWasAskedFor() {
        study.select(strongest());
        NodeDetail.Activity activity = activity();
        int fullest = 0;
        for (int bin = 1; bin < activity.corpus().bins(); bin++) {
            if (activity.corpus().counts()[bin] > activity.corpus().counts()[fullest]) fullest = bin;
        }
        ValueRange range = new ValueRange(
                activity.corpus().edge(fullest), activity.corpus().edge(fullest + 1));
        study.rangeProperty().set(Optional.of(range));

        NodeDetail.RangeExamples within = activity().within().orElseThrow();
        assertThat(within.range()).isEqualTo(range);
        assertThat(within.examples()).isNotEmpty();
        assertThat(within.examples())
                .allSatisfy(e -> assertThat((double) e.value()).isBetween(range.low(), range.high()));
        study.rangeProperty().set(Optional.of(new ValueRange(0, 0)));
        assertThat(activity().within().orElseThrow().examples())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.value()).isZero());
    }

    @Test
    void anUnreadableCircuitFileIsNamedAndLeftOut(@TempDir Path folder) throws IOException {
        Path sample = SAMPLES.first().orElseThrow();
        for (String name : List.of("config.json", "model.safetensors", "encoder.json", "vocab.bpe")) {
            Files.copy(sample.resolve(name), folder.resolve(name));
        }
        for (String file : List.of("tasks/single_double_quote.json", "circuits/single_double_quote.circuit.json")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(sample.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("circuits/broken.circuit.json"), "{");
        Workspace opened = workspace(List.of());
        opened.open(folder);

        assertThat(FAILURES).isEmpty();
        assertThat(opened.study().circuit()).isPresent();
        Notice notice = opened.noticeProperty().get().orElseThrow();
        assertThat(notice.sentence()).startsWith("One circuit was left out: ").contains("broken");
        opened.dismissNotice();
        assertThat(opened.noticeProperty().get()).isEmpty();
    }

    @Test
    void aCircuitFromElsewhereFindsTheSampleItBelongsTo(@TempDir Path elsewhere) throws IOException {
        Path sample = SAMPLES.first().orElseThrow();
        Path circuit = elsewhere.resolve("mine.circuit.json");
        Files.copy(sample.resolve("circuits/bracket_brace.circuit.json"), circuit);
        Workspace opened = workspace(SAMPLES.all());
        opened.open(circuit);

        assertThat(FAILURES).isEmpty();
        assertThat(opened.model().orElseThrow().loaded().directory()).isEqualTo(sample);
        assertThat(opened.study().entry().orElseThrow().name()).isEqualTo("bracket_brace");
    }

    @Test
    void aCircuitWhoseModelIsNowhereIsRefusedInASentence(@TempDir Path elsewhere) throws IOException {
        Path circuit = elsewhere.resolve("mine.circuit.json");
        Files.copy(SAMPLES.first().orElseThrow().resolve("circuits/bracket_brace.circuit.json"), circuit);
        Workspace opened = workspace(List.of());
        opened.open(circuit);

        assertThat(opened.model()).isEmpty();
        assertThat(FAILURES).hasSize(1);
        assertThat(FAILURES.getFirst().what()).contains("mine.circuit.json").contains("tinypython-3L");
    }

    @Test
    void everyRunIsKeptAndComesBack() {
        NodeId node = strongest();
        int before = study.runs().runs().size();
        study.switches().ablate(node, new Ablation.Zero());
        study.switches().toggleAt(List.of(node), 2);
        RunHistory.Run last = study.runs().runs().getLast();
        assertThat(study.runs().runs()).hasSize(before + 2);
        assertThat(last.loss()).isEqualTo(state().losses().now());
        study.switches().reset();
        study.runs().restore(last);
        assertThat(study.ablations()).isEqualTo(last.ablations());
        assertThat(RunHistory.csv(List.of(last)))
                .startsWith("run,time,task,ablated,loss,rise,accuracy\n1,")
                .contains("\"" + node + " zero at 2\"")
                .contains("," + last.loss() + ",");
        study.history().undo();
        assertThat(study.ablations().isNone()).isTrue();
    }

    @Test
    void howTheCircuitIsDrawnIsUndoneToo() {
        study.changeLook(study.look().withColouring(Colouring.MEAN));
        study.slideLook(study.look().withMinimumWeight(0.1));
        study.slideLook(study.look().withMinimumWeight(0.2));
        study.history().undo();
        assertThat(study.look().minimumWeight()).isZero();
        assertThat(study.look().colouring()).isEqualTo(Colouring.MEAN);
        study.history().undo();
        assertThat(study.look().colouring()).isEqualTo(Colouring.EFFECT);
    }

    private NodeDetail.Activity activity() {
        return study.detailProperty().get().orElseThrow().activity().orElseThrow();
    }

    private NodeInfo info(NodeId node) {
        return study.circuit().orElseThrow().circuit().info(node);
    }

    private int outsideChannel(Site site) {
        int channel = 0;
        while (study.circuit().orElseThrow().circuit().contains(new NodeId(site, channel))) channel++;
        return channel;
    }

    private double fullLoss(Ablations ablations) {
        TaskEntry entry = study.entry().orElseThrow();
        OpenModel model = entry.model();
        CircuitDocument document = study.circuit().orElseThrow();
        NodeMask mask = ablations.on(
                new NodeMask(model.nodes(), document.circuit().mask(model.nodes()), document.means(model.nodes())));
        return new TaskEvaluator(model.transformer(), entry.task().test(), WORKERS)
                .evaluate(mask.mask(), mask.filling())
                .loss();
    }

    private CircuitState state() {
        return study.stateProperty().get().orElseThrow();
    }

    private NodeId strongest() {
        var circuit = study.circuit().orElseThrow().circuit();
        return circuit.nodeSet().stream()
                .max((a, b) -> Double.compare(
                        circuit.info(a).effect().orElseThrow(),
                        circuit.info(b).effect().orElseThrow()))
                .orElseThrow();
    }
}
