package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.junit.jupiter.api.Test;

final class CircuitSearchTest {
    private static final Path SAMPLE =
            Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");

    /// A search that is cancelled once it has left out a few nodes has found nothing yet.
    @Test
    void almostTheWholeModelIsNoCircuit() throws Exception {
        LoadedModel model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken());
        NodeIndex nodes = new NodeIndex(model.transformer().config());
        float[] means = CircuitFile.read(SAMPLE.resolve("circuits/single_double_quote.circuit.json"))
                .means(nodes);
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine()) {
            CircuitSearch.Found found = new CircuitSearch(model, means, workers, "test")
                    .find(
                            TaskReader.read(SAMPLE.resolve("tasks/single_double_quote.json")),
                            PruneSettings.DEFAULT,
                            at -> {
                                if (at.nodes() < nodes.size()) cancel.cancel();
                            },
                            cancel);
            assertThat(found.document().circuit().size()).isBetween(nodes.size() / 2 + 1, nodes.size() - 1);
            assertThat(found.isWholeModel()).isTrue();
            assertThat(found.document().losses()).isEmpty();
        }
    }

    /// What a device left behind when it failed is no trial: the same search on another goes on with it.
    @Test
    void trialsEndWhenTheDeviceFails() throws Exception {
        LoadedModel model = ModelLoader.load(SAMPLE, ProgressListener.NONE, new CancelToken());
        Task task = TaskReader.read(SAMPLE.resolve("tasks/lambda_func.json"));
        float[] means = CircuitFile.read(SAMPLE.resolve("circuits/lambda_func.circuit.json"))
                .means(new NodeIndex(model.transformer().config()));
        List<SearchJournal> finished = new ArrayList<>();
        try (Workers workers = Workers.forThisMachine()) {
            CircuitSearch search = new CircuitSearch(model, means, workers, "test")
                    .on(new BreakingModel(model.transformer(), workers, 3));
            SettingsSearch trials = new SettingsSearch(search, task, PruneSettings.DEFAULT);
            SearchJournal begun = new SearchJournal(
                    model.sha256(), TaskReference.of(task).pairs(), PruneSettings.DEFAULT.toMap(), 0, List.of());
            assertThatThrownBy(() -> trials.run(
                            begun, 2, at -> {}, (journal, better) -> finished.add(journal), new CancelToken()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage(BreakingModel.SENTENCE);
        }
        assertThat(finished).isEmpty();
    }
}
