package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;

/// Counts the edges of fifteen circuits of the sample model that were counted elsewhere.
class SampleCircuitsTest {
    @Test
    void edgesOfKnownCircuitsAreCountedTheSame() throws IOException, ModelFormatException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L");
        SparseTransformer model = ModelLoader.load(folder, ProgressListener.NONE, new CancelToken())
                .transformer();
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
