package org.circuitexplorer.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.circuit.Provenance;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.MeanReader;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.task.Task;

/// A model that comes with the program, one of its tasks and a circuit.
record SampleSubject(LoadedModel loaded, Task task, CircuitDocument document) {

    /// The bracket circuit of `tinypython-3L-wide` that was found elsewhere: sufficient and necessary by mean ablation,
    /// and known to answer differently from its model on long lists and after brackets in a comment.
    static SampleSubject brackets() throws IOException, ModelFormatException {
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("sample.models")), "tinypython-3L-wide");
        LoadedModel loaded = ModelLoader.load(folder, ProgressListener.NONE, new CancelToken());
        Task task = TaskReader.readAll(
                        folder.resolve("tasks"), loaded.transformer().config())
                .stream()
                .filter(t -> t.name().equals("bracket_counting"))
                .findFirst()
                .orElseThrow();
        Circuit circuit = circuit(loaded);
        CircuitDocument document = new CircuitDocument(
                ModelReference.of(
                        loaded.name(), loaded.sha256(), loaded.transformer().config()),
                TaskReference.of(task),
                circuit,
                CircuitGraph.of(loaded.transformer(), circuit).edges(),
                means(folder, loaded),
                new TreeMap<>(),
                new Provenance(new TreeMap<>(), 0, true, "elsewhere", Instant.EPOCH));
        return new SampleSubject(loaded, task, document);
    }

    private static NavigableMap<Site, float[]> means(Path folder, LoadedModel loaded)
            throws IOException, ModelFormatException {
        NavigableMap<Site, float[]> means = new TreeMap<>(MeanReader.read(
                folder.resolve("mean_baseline_pretrain.pt"),
                loaded.transformer().config()));
        means.keySet().removeIf(site -> !site.kind().isNodeSite());
        return means;
    }

    private static Circuit circuit(LoadedModel loaded) throws IOException {
        try (InputStream in = SampleSubject.class.getResourceAsStream("/tinypython-3L-wide/bracket-circuit.json")) {
            List<NodeId> nodes = new ArrayList<>();
            for (Map.Entry<String, JsonNode> site :
                    new JsonMapper().readTree(in).path("nodes").properties()) {
                for (JsonNode channel : site.getValue()) {
                    String name = site.getKey() + "." + channel.intValue();
                    nodes.add(NodeId.parse(name, loaded.transformer().config()).orElseThrow());
                }
            }
            return Circuit.of(nodes);
        }
    }
}
