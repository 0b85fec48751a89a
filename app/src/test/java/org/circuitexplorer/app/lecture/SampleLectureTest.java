package org.circuitexplorer.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.AttentionPattern;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.engine.session.ModelPlace;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.engine.session.ShownPrompt;
import org.circuitexplorer.engine.session.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The lecture that comes with the sample model: where its file comes from, and that every number it states is what the
/// program computes. `-Dlecture.write=true` writes the file anew.
final class SampleLectureTest {
    private static final List<Failure> FAILURES = new ArrayList<>();
    private static final Workers WORKERS = Workers.forThisMachine();
    private static final Path SAMPLE = SampleModels.find().orElseThrow().first().orElseThrow();
    private static final Path FILE = SAMPLE.resolve("lecture.cex");
    private static final String TASK = "single_double_quote";
    private static final int QUOTE = 2;
    private static final int LAST = 8;

    private static final Map<String, String> LABELS = Map.of(
            "0.mlp.post_act.343", "single?",
            "0.mlp.resid_delta.16", "single",
            "2.attn.act_in.16", "single",
            "2.attn.k.25", "key",
            "2.attn.v.18", "value");

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Workspace workspace;

    @BeforeAll
    static void openTheSample() {
        workspace = new Workspace(
                new BackgroundJobs(Runnable::run, Runnable::run, FAILURES::add), WORKERS, SAMPLE, List.of());
        workspace.open(SAMPLE);
        workspace.study().show(workspace.task(TASK).orElseThrow());
    }

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void theFileIsMadeOfTheseSteps() throws Exception {
        Session lecture = lecture();
        if (Boolean.getBoolean("lecture.write")) SessionFile.write(FILE, lecture);
        Path again = Files.createTempFile("lecture", ".cex");
        SessionFile.write(again, lecture);
        assertThat(FILE).hasSameBinaryContentAs(again);
        Files.delete(again);
    }

    @Test
    void itOpensWithTheSampleModel() {
        List<Failure> failures = new ArrayList<>();
        Workspace fresh = new Workspace(
                new BackgroundJobs(Runnable::run, Runnable::run, failures::add), WORKERS, SAMPLE, List.of());
        fresh.open(FILE);
        assertThat(failures).isEmpty();
        assertThat(fresh.noticeProperty().get()).isEmpty();
        assertThat(fresh.study().entry().orElseThrow().name()).isEqualTo(TASK);
    }

    @Test
    void theNumbersAreWhatTheProgramComputes() {
        CircuitState state = state(Ablations.NONE);
        states(0, probability(state, true), probability(state, false));
        states(1, state.losses().model(), state.losses().circuit().orElseThrow());
        assertThat(text(1))
                .contains(
                        state.now().sequences() + " ",
                        nodes() + " nodes",
                        "%,d".formatted(open().nodes().size()));

        states(2, value(state, "0.mlp.post_act.343", 0, QUOTE));
        assertThat(value(state, "0.mlp.post_act.343", 1, QUOTE)).isZero();
        states(3, value(state, "0.mlp.resid_delta.16", 0, QUOTE));
        for (int token = 1; token <= LAST; token++) {
            assertThat(value(state, "0.mlp.resid_delta.16", 1, token)).isZero();
            if (token != QUOTE) {
                assertThat(value(state, "0.mlp.resid_delta.16", 0, token)).isZero();
                assertThat(value(state, "2.attn.v.18", 0, token)).isZero();
                assertThat(value(state, "2.attn.k.25", 0, token)).isLessThan(value(state, "2.attn.k.25", 0, QUOTE));
            }
            assertThat(value(state, "2.attn.v.18", 1, token)).isZero();
        }
        assertThat(text(4)).contains("%.1f".formatted(value(state, "2.attn.k.25", 0, QUOTE)));
        states(4, attention(state, false), attention(state, true));
        assertThat(circuit().nodeSet().stream().map(NodeId::name)).noneMatch(n -> n.startsWith("2.attn.q"));
        states(5, value(state, "2.attn.v.18", 0, QUOTE));
        assertThat(text(5)).contains("→ %.2f".formatted(probability(state(mean("2.attn.v.18")), false)));
        states(
                6,
                value(state, "2.attn.resid_delta.16", 0, LAST),
                value(state, "2.attn.resid_delta.80", 0, LAST),
                value(state, "2.attn.resid_delta.126", 0, LAST),
                state.circuit()
                        .probabilityOfTwo(1, pair(state).wanted(1), pair(state).other(1)));
        for (int channel : new int[] {16, 80, 126}) {
            assertThat(value(state, "2.attn.resid_delta." + channel, 1, LAST)).isZero();
        }
        double reversed = probability(state(reversed()), false);
        assertThat(reversed).isLessThan(0.005);
        states(8, state.losses().without().orElseThrow());
    }

    /// That a step's text states these numbers, to two places.
    private static void states(int step, double... numbers) {
        for (double number : numbers) {
            assertThat(text(step)).contains("%.2f".formatted(number).replace('-', '−'));
        }
    }

    private static String text(int step) {
        return steps().get(step).text();
    }

    private static CircuitState state(Ablations ablations) {
        Study study = workspace.study();
        study.restore(
                ablations,
                View.Look.PLAIN,
                new Prompts.OfPair(study.entry().orElseThrow().task().test().getFirst(), 0, 96),
                Optional.empty(),
                Optional.empty());
        return study.stateProperty().get().orElseThrow();
    }

    private static double probability(CircuitState state, boolean model) {
        Prompts.OfPair pair = pair(state);
        return (model ? state.model() : state.now()).probabilityOfTwo(0, pair.wanted(0), pair.other(0));
    }

    private static Prompts.OfPair pair(CircuitState state) {
        return (Prompts.OfPair) state.prompts();
    }

    private static double value(CircuitState state, String node, int prompt, int token) {
        return state.circuit().values(node(node), prompt)[token];
    }

    private static double attention(CircuitState state, boolean model) {
        float[][] pattern = AttentionPattern.of(
                open().transformer(), (model ? state.model() : state.circuit()).activations(), 2, 1, 0);
        return pattern[LAST][QUOTE];
    }

    private static int nodes() {
        return circuit().size();
    }

    private static Circuit circuit() {
        return workspace.study().circuit().orElseThrow().circuit();
    }

    private static OpenModel open() {
        return workspace.model().orElseThrow();
    }

    private static NodeId node(String name) {
        return NodeId.parse(name, open().config()).orElseThrow();
    }

    private static Ablations mean(String node) {
        return new Ablations(new TreeMap<>(Map.of(node(node), new Ablation.Mean())));
    }

    private static Ablations reversed() {
        return new Ablations(new TreeMap<>(Map.of(node("2.attn.v.18"), new Ablation.Scale(-1))));
    }

    private static Session lecture() throws Exception {
        CircuitDocument found = CircuitFile.read(SAMPLE.resolve("circuits/" + TASK + CircuitFile.SUFFIX));
        Circuit labelled = found.circuit();
        for (NodeId node : found.circuit().nodeSet()) {
            String label = LABELS.getOrDefault(node.name(), "");
            if (!label.isEmpty()) labelled = labelled.withInfo(node, info -> info.withLabel(label));
        }
        CircuitDocument document = found.withNotes(labelled);
        ModelReference model =
                ModelReference.of(open().loaded().name(), open().loaded().sha256(), open().config());
        return new Session(
                ModelPlace.of(model, open().loaded().weightsFile(), FILE),
                View.of(TASK),
                new Lecture("How does the model close a quote?", steps()),
                List.of(document));
    }

    private static List<Lecture.Step> steps() {
        return List.of(
                step("The question", """
                        A string was opened with a single quote. What closes it: **')** or **")** ? The whole model is \
                        sure, 0.99. The nodes you see, alone, still say 0.82.""", view("", Ablations.NONE)),
                step("The circuit", """
                        These **20 nodes** of the model's 4,224 work; every other one is frozen to its mean. The task's \
                        loss is 0.01 for the model, 0.14 for the circuit; guessing between the 2 answers costs 0.69.""", view("", Ablations.NONE)),
                step("Which quote is it?", """
                        This neuron knows the single quote: it is **1.19** at (' and exactly **0** at (" of the other \
                        prompt.""", view("0.mlp.post_act.343", Ablations.NONE)),
                step("It is written down", """
                        What it knows goes into **channel 16** of the stream: −0.28 at the quote, exactly 0 at every \
                        other token of the text. After a double quote it is 0 everywhere.""", view("0.mlp.resid_delta.16", Ablations.NONE)),
                step("Where did the string begin?", """
                        The **key** of head 1 is largest at the quote, 19.1, so the last token looks back there: with \
                        0.54 of its attention in the circuit, 0.99 in the model. The query is not part of the circuit; \
                        its mean is enough.""", view("2.attn.k.25", Ablations.NONE)),
                step("What was it?", """
                        The **value** carries back which quote it was: **1.53** at the single quote, exactly 0 at \
                        every other token of the text. Switch it off: → 0.06.""", view("2.attn.v.18", Ablations.NONE)),
                step("The answer", """
                        Three channels bring it to the end: 0.40, −0.26 and −0.21 at the last token. After a double \
                        quote all three are exactly 0: **silence means double**, and ") gets 0.95.""", view("", Ablations.NONE)),
                step("Turned around", """
                        Let the value say **the opposite**, times −1, and the single quote is gone: the probability \
                        of ') falls below 0.01.""", view("2.attn.v.18", reversed())),
                step("How far to trust it", """
                        Ablate these nodes alone and keep the rest of the model: the loss is 0.55, still better than \
                        guessing. The model has **another way** to the answer. Press Escape, then **Validate**.""", view("", Ablations.NONE)));
    }

    private static Lecture.Step step(String title, String text, View view) {
        return new Lecture.Step(title, text, view);
    }

    private static View view(String selected, Ablations ablations) {
        return new View(
                TASK,
                selected.isEmpty() ? Optional.empty() : Optional.of(node(selected)),
                ablations,
                Optional.empty(),
                View.Look.PLAIN,
                new ShownPrompt.Pair(0),
                Optional.empty());
    }
}
