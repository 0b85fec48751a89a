package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.NodeMask;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The quote circuit of the sample, studied without a window: every job runs at once on the calling thread.
public abstract class StudyOfTheSample {
    protected static final List<Failure> FAILURES = new ArrayList<>();
    static final SampleModels SAMPLES = SampleModels.find().orElseThrow();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path cache;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Workers workers;

    @SuppressWarnings("NullAway.Init") // set before the tests
    protected static Workspace workspace;

    protected final Study study = workspace.study();

    @BeforeAll
    static void openTheSample() {
        workers = Workers.forThisMachine();
        workspace = workspace(SAMPLES.all());
        workspace.open(SAMPLES.first().orElseThrow());
        assertThat(FAILURES).isEmpty();
    }

    static Workspace workspace(List<Path> samples) {
        return new Workspace(new BackgroundJobs(Runnable::run, Runnable::run, FAILURES::add), workers, cache, samples);
    }

    @BeforeEach
    void beginAnew() {
        beginAnew("single_double_quote");
    }

    /// A task as if nothing had been done with it.
    protected final void beginAnew(String task) {
        FAILURES.clear();
        study.show(workspace.task(task).orElseThrow());
        while (study.history().canUndoProperty().get()) study.history().undo();
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    protected static Workers workers() {
        return workers;
    }

    double fullLoss(Ablations ablations) {
        TaskEntry entry = study.entry().orElseThrow();
        OpenModel model = entry.model();
        CircuitDocument document = study.circuit().orElseThrow();
        NodeMask mask = ablations.on(
                new NodeMask(model.nodes(), document.circuit().mask(model.nodes()), document.means(model.nodes())));
        return new TaskEvaluator(model.transformer(), entry.task().test(), workers)
                .evaluate(mask.mask(), mask.filling())
                .loss();
    }

    CircuitState state() {
        return study.stateProperty().get().orElseThrow();
    }

    NodeId strongest() {
        var circuit = study.circuit().orElseThrow().circuit();
        return circuit.nodeSet().stream()
                .max((a, b) -> Double.compare(
                        circuit.info(a).effect().orElseThrow(),
                        circuit.info(b).effect().orElseThrow()))
                .orElseThrow();
    }

    int outsideChannel(Site site) {
        int channel = 0;
        while (study.circuit().orElseThrow().circuit().contains(new NodeId(site, channel))) channel++;
        return channel;
    }
}
