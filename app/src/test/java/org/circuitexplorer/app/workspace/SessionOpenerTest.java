package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.engine.session.ModelPlace;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.engine.session.ShownPrompt;
import org.circuitexplorer.engine.session.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions find their model, or say what became of it and what to do.
final class SessionOpenerTest {
    private static final Workers WORKERS = Workers.forThisMachine();
    private static final Path SAMPLE = SampleModels.find().orElseThrow().first().orElseThrow();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path shared;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static OpenModel sample;

    @TempDir
    private Path folder = Path.of("");

    private final List<Failure> failures = new ArrayList<>();
    private Workspace workspace = workspace(List.of());

    @BeforeAll
    static void readTheSample() throws Exception {
        sample = OpenModel.read(SAMPLE, WORKERS, ProgressListener.NONE, new CancelToken());
    }

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @BeforeEach
    void beginAnew() {
        failures.clear();
        workspace = workspace(List.of());
    }

    private Workspace workspace(List<Path> samples) {
        return new Workspace(new BackgroundJobs(Runnable::run, Runnable::run, failures::add), WORKERS, shared, samples);
    }

    @Test
    void theModelIsFoundWhereItWasAndTheCircuitIsThatOfTheSession() throws Exception {
        Path file = write(
                SAMPLE.resolve("model.safetensors"), reference(sample.loaded().sha256()), view(3));
        List<Optional<Session>> told = new ArrayList<>();
        workspace.setOnOpened((path, session) -> told.add(session));
        workspace.open(file);

        assertThat(failures).isEmpty();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().orElseThrow().view()).isEqualTo(view(3));
        assertThat(workspace.study().entry().orElseThrow().name()).isEqualTo("single_double_quote");
        CircuitDocument shown = workspace.study().circuit().orElseThrow();
        assertThat(shown.circuit().info(shown.circuit().nodeSet().first()).label())
                .isEqualTo("noted");
        assertThat(workspace.study().entry().orElseThrow().isCircuitChanged()).isTrue();
        assertThat(workspace.task("bracket_counting").orElseThrow().isCircuitChanged())
                .isFalse();
    }

    @Test
    void aSampleModelIsFoundByItsName() throws Exception {
        workspace = workspace(List.of(SAMPLE));
        workspace.open(write(
                folder.resolve("gone/model.safetensors"),
                reference(sample.loaded().sha256()),
                view(0)));
        assertThat(failures).isEmpty();
        assertThat(workspace.model().orElseThrow().loaded().name()).isEqualTo("tinypython-3L");
    }

    @Test
    void aMissingModelIsAskedFor() throws Exception {
        Path file = write(
                folder.resolve("gone/model.safetensors"),
                reference(sample.loaded().sha256()),
                view(0));
        workspace.open(file);

        Notice notice = workspace.noticeProperty().get().orElseThrow();
        assertThat(notice.sentence()).contains("a.cex is about tinypython-3L, which is neither at ", "nor open");
        assertThat(notice.offer()).isEqualTo(new Notice.ChooseModel(file));
        assertThat(failures).isEmpty();
        assertThat(workspace.model()).isEmpty();

        workspace.open(file, Optional.of(SAMPLE));
        assertThat(workspace.model()).isPresent();
        assertThat(workspace.noticeProperty().get()).isEmpty();
    }

    @Test
    void aChangedModelIsUsedOnlyWhileEverythingFits() throws Exception {
        Path file = write(SAMPLE.resolve("model.safetensors"), reference("0".repeat(64)), view(0));
        workspace.open(file);
        assertThat(workspace.noticeProperty().get().orElseThrow().sentence())
                .contains("not those of the session", "00000000…", "still fits");
        assertThat(workspace.study().circuit()).isPresent();

        Path other = SAMPLE.resolveSibling("tinypython-3L-wide").resolve("model.safetensors");
        workspace = workspace(List.of());
        workspace.open(write(other, reference("0".repeat(64)), view(0)));
        Notice notice = workspace.noticeProperty().get().orElseThrow();
        assertThat(notice.sentence()).contains("does not fit: a.cex: model.config: expected");
        assertThat(notice.offer()).isInstanceOf(Notice.ChooseModel.class);
        assertThat(workspace.model()).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void whatTheModelDoesNotHaveIsRefused() throws Exception {
        workspace.open(write(
                SAMPLE.resolve("model.safetensors"), reference(sample.loaded().sha256()), view(96)));
        assertThat(failures.getFirst().what()).contains("view.prompt.pair: expected one of 96 pairs, found 96");
        View far = new View(
                "single_double_quote",
                Optional.of(new NodeId(new Site(40, SiteKind.ATTN_Q), 0)),
                Ablations.NONE,
                Optional.empty(),
                View.Look.PLAIN,
                new ShownPrompt.Pair(0),
                Optional.empty());
        workspace.open(write(
                SAMPLE.resolve("model.safetensors"), reference(sample.loaded().sha256()), far));
        assertThat(failures.getLast().what())
                .contains("view.selection: expected a node of tinypython-3L, found 40.attn.q.0");
        assertThat(workspace.model()).isEmpty();
    }

    private static ModelReference reference(String sha256) {
        return ModelReference.of("tinypython-3L", sha256, sample.config());
    }

    private static View view(int pair) {
        NodeId node = new NodeId(new Site(0, SiteKind.MLP_NEURON), 343);
        return new View(
                "single_double_quote",
                Optional.of(node),
                new Ablations(new TreeMap<>(Map.of(node, new Ablation.Scale(0.25f)))),
                Optional.empty(),
                View.Look.PLAIN,
                new ShownPrompt.Pair(pair),
                Optional.empty());
    }

    private Path write(Path model, ModelReference reference, View view) throws Exception {
        CircuitDocument document = CircuitFile.read(SAMPLE.resolve("circuits/single_double_quote.circuit.json"));
        CircuitDocument noted = CircuitEdit.note(
                document, List.of(document.circuit().nodeSet().first()), info -> info.withLabel("noted"));
        Path file = folder.resolve("a.cex");
        SessionFile.write(file, new Session(ModelPlace.of(reference, model, file), view, Lecture.NONE, List.of(noted)));
        return file;
    }
}
