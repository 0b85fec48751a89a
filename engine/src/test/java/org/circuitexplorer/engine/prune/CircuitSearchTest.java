package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.Workers;
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
        }
    }
}
