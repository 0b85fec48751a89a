package org.circuitexplorer.engine.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.PublicRecord;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.reproduce.Deviation.Quantity;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
    private final Workers workers = Workers.forThisMachine();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        workers.close();
    }

    private static Path fixture(String name) throws Exception {
        return Path.of(Objects.requireNonNull(ReproductionTest.class.getResource("/fixtures/" + name))
                .toURI());
    }

    private PublicCircuit read(Optional<int[]> answers, List<Task> tasks) throws Exception {
        LoadedModel model = ModelLoader.load(fixture("a_csp2"), ProgressListener.NONE, new CancelToken());
        PublicCircuit.Request request = new PublicCircuit.Request(
                fixture("viz/viz_data.pt"),
                fixture("viz/mean_baseline_pretrain.pt"),
                answers,
                Optional.of("synthetic"),
                tasks);
        return PublicCircuit.read(model, request, workers, new CancelToken());
    }

    private List<Deviation> compare(PublicCircuit circuit) {
        return new Reproduction(circuit, workers).compare(ProgressListener.NONE, new CancelToken());
    }

    @Test
    void everyStoredNumberComesOutAgain() throws Exception {
        PublicCircuit circuit = read(Optional.empty(), List.of());
        List<Deviation> deviations = compare(circuit);
        Set<Quantity> compared = deviations.stream().map(Deviation::quantity).collect(Collectors.toSet());

        assertThat(compared).isEqualTo(EnumSet.complementOf(EnumSet.of(Quantity.STRENGTH_BY_ABLATION)));
        assertThat(deviations).hasSizeGreaterThan(90);
        for (Deviation deviation : deviations) {
            double limit = switch (deviation.quantity()) {
                case SAMPLES, ACTIVATIONS, ACTIVATIONS_AFTER_END -> 1e-4;
                case MODEL_LOSS, CIRCUIT_LOSS, NODE_LOSS, BLOCK_LOSS -> 1e-5;
                case WEIGHTS -> 0;
                case STRENGTH_BY_ACTIVATION, STRENGTH_BY_ABLATION -> 1e-5;
            };
            assertThat(deviation.largest()).as(deviation.toString()).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void theAnswersAreFoundByTheLosses() throws Exception {
        PublicCircuit circuit = read(Optional.empty(), List.of());

        assertThat(circuit.origin()).isEqualTo(PublicCircuit.Origin.LOSSES);
        assertThat(circuit.answers()).hasSize(6).allMatch(a -> a[0] == 91 && a[1] == 44);
        assertThat(circuit.lossPairsAre()).isEqualTo("the stored prompts");
    }

    @Test
    void wrongAnswersShow() throws Exception {
        PublicCircuit circuit = read(Optional.of(new int[] {44, 91}), List.of());

        assertThat(circuit.origin()).isEqualTo(PublicCircuit.Origin.GIVEN);
        assertThat(compare(circuit))
                .filteredOn(d -> d.quantity() == Quantity.MODEL_LOSS)
                .allMatch(d -> d.largest() > 0.01);
    }

    @Test
    void answersOfAKnownTaskAreTaken() throws Exception {
        List<PromptPair> pairs =
                read(Optional.of(new int[] {91, 44}), List.of()).storedPairs();

        PublicCircuit prompts = read(Optional.empty(), List.of(new Task("other", List.of(), pairs)));
        assertThat(prompts.origin()).isEqualTo(PublicCircuit.Origin.PROMPTS);
        assertThat(prompts.answers()).allMatch(a -> a[0] == 91 && a[1] == 44);

        PublicCircuit name = read(Optional.empty(), List.of(new Task("synthetic", pairs.subList(1, 3), List.of())));
        assertThat(name.origin()).isEqualTo(PublicCircuit.Origin.TASK);
    }

    @Test
    void lossesOverTheBeginningOfATaskAreRecognised() throws Exception {
        PublicCircuit circuit = read(Optional.of(new int[] {91, 44}), List.of());
        SparseTransformer model = circuit.model().transformer();
        NodeIndex index = new NodeIndex(model.config());
        float[] mask = circuit.circuit().mask(index);
        float[] means = circuit.flatMeans(index);
        List<PromptPair> four = circuit.storedPairs().subList(0, 4);
        TaskEvaluator three = new TaskEvaluator(model, four.subList(0, 3), workers);

        PairSearch.Found found = new PairSearch(model, workers, mask, means)
                .find(
                        circuit.storedPairs(),
                        Optional.of(new Task("t", List.of(), four)),
                        three.evaluate(Interventions.NONE).loss(),
                        three.evaluate(mask, means).loss())
                .orElseThrow();

        assertThat(found.words()).isEqualTo("the first 3 test pairs of t");
        assertThat(found.pairs()).isEqualTo(four.subList(0, 3));
    }

    @Test
    void theCircuitKeepsWhatTheFileSays() throws Exception {
        PublicCircuit circuit = read(Optional.empty(), List.of());
        CircuitDocument document = circuit.document("synthetic", "test", workers);
        Path file = folder.resolve("x" + CircuitFile.SUFFIX);

        CircuitFile.write(file, document);
        CircuitDocument again = CircuitFile.read(file, circuit.model().transformer());

        PublicRecord kept = again.published().orElseThrow();
        assertThat(again.circuit().size()).isEqualTo(77);
        assertThat(Objects.requireNonNull(again.losses().get(PublicCircuit.PROMPTS))
                        .circuit())
                .isCloseTo(circuit.data().circuitLoss(), within(1e-5));
        assertThat(kept)
                .usingRecursiveComparison()
                .isEqualTo(document.published().orElseThrow());
        assertThat(kept.history()).hasSize(10).isEqualTo(circuit.data().history());
        assertThat(kept.samples()).hasSize(77);
        assertThat(kept.prompts()).hasSize(12);
        assertThat(kept.settings()).containsEntry("method", "synthetic");
        assertThat(again.circuit().nodes().values())
                .allMatch(info -> info.effect().isPresent());
    }
}
