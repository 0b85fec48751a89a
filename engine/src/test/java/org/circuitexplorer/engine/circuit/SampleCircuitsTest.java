package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The circuits of the sample models: those that come with them, and fifteen whose edges were counted elsewhere.
class SampleCircuitsTest {
    @ParameterizedTest
    @CsvSource({"tinypython-3L, 15, 0.17", "tinypython-3L-wide, 5, 0.19"})
    void theShippedCircuitsAreTheModelsAndDoWhatTheySay(String name, int number, double most)
            throws IOException, ModelFormatException {
        Path folder = folder().resolveSibling(name);
        LoadedModel loaded = ModelLoader.load(folder, ProgressListener.NONE, new CancelToken());
        SparseTransformer model = loaded.transformer();
        NodeIndex index = new NodeIndex(model.config());
        List<Task> tasks = TaskReader.readAll(folder.resolve("tasks"), model.config());
        int circuits = 0;
        try (Workers workers = Workers.forThisMachine()) {
            for (Task task : tasks) {
                Path file = folder.resolve("circuits").resolve(task.name() + CircuitFile.SUFFIX);
                if (Files.notExists(file)) continue;
                CircuitDocument document = CircuitFile.read(file, model);
                double loss = new TaskEvaluator(model, task.test(), workers)
                        .evaluate(document.circuit().mask(index), document.means(index))
                        .loss();
                assertThat(document.model().sha256()).isEqualTo(loaded.sha256());
                assertThat(document.task()).isEqualTo(TaskReference.of(task));
                assertThat(loss)
                        .as(task.name())
                        .isLessThan(most)
                        .isCloseTo(
                                Objects.requireNonNull(document.losses().get("test"))
                                        .circuit(),
                                within(1e-4));
                circuits++;
            }
        }
        assertThat(circuits).isEqualTo(number);
    }

    @Test
    void edgesOfKnownCircuitsAreCountedTheSame() throws IOException, ModelFormatException {
        SparseTransformer model = model();
        int tasks = 0;
        for (Map.Entry<String, JsonNode> entry : knownCircuits().properties()) {
            CircuitGraph graph = CircuitGraph.of(model, circuit(entry.getValue().get("nodes"), model));
            assertThat(graph.circuit().size())
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue().get("n_nodes").intValue());
            assertThat(graph.edges())
                    .as(entry.getKey())
                    .hasSize(entry.getValue().get("n_edges").intValue());
            tasks++;
        }
        assertThat(tasks).isEqualTo(15);
    }

    private static Path folder() {
        return Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");
    }

    private static SparseTransformer model() throws IOException, ModelFormatException {
        return ModelLoader.load(folder(), ProgressListener.NONE, new CancelToken())
                .transformer();
    }

    private static JsonNode knownCircuits() throws IOException {
        try (InputStream in = SampleCircuitsTest.class.getResourceAsStream("/tinypython-3L/prototype-circuits.json")) {
            return new JsonMapper().readTree(in);
        }
    }

    private static Circuit circuit(JsonNode sites, SparseTransformer model) {
        List<NodeId> nodes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> site : sites.properties()) {
            for (JsonNode channel : site.getValue()) {
                nodes.add(NodeId.parse(site.getKey() + "." + channel.intValue(), model.config())
                        .orElseThrow());
            }
        }
        return Circuit.of(nodes);
    }
}
