package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quote circuit of the sample, studied without a window: every job runs at once on the calling thread.
final class StudyTest {
    private final List<Failure> failures = new ArrayList<>();
    private final Workers workers = Workers.forThisMachine();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path cache;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Study study;

    @BeforeEach
    void openTheSample() {
        Workspace workspace =
                new Workspace(new BackgroundJobs(Runnable::run, Runnable::run, failures::add), workers, cache);
        workspace.open(SampleModels.find().flatMap(SampleModels::first).orElseThrow());
        study = workspace.study();
        assertThat(failures).isEmpty();
    }

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void firstThingShownIsTheQuoteCircuit() {
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
        study.ablate(node, new Ablation.Mean());

        double effect =
                study.circuit().orElseThrow().circuit().info(node).effect().orElseThrow();
        assertThat(state().losses().now() - before).isCloseTo(effect, within(1e-3));
        study.ablations().undo();
        assertThat(state().losses().now()).isEqualTo(before);
    }

    @Test
    void aFixedValueIsWhatTheNodeHasAtEveryToken() {
        NodeId node = strongest();
        study.ablate(node, new Ablation.Value(1.5f));
        assertThat(state().now().values(node, 0)).containsOnly(1.5f);
        study.ablate(node, new Ablation.Scale(0));
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
        int token = state().now().furthestToken(node, 0);
        Connections connections = Connections.of(
                node, model, study.circuit().orElseThrow().circuit(), List.of(), state().now(), 0, token);
        double sum = connections.reads().stream()
                .mapToDouble(Connection::contribution)
                .sum();
        assertThat(sum).isCloseTo(state().now().values(node, 0)[token], within(1e-4));
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
