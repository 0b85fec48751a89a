package org.circuitexplorer.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.io.VizData.HistoryPoint;
import org.circuitexplorer.engine.io.VizData.Sample;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.token.RuleScore;
import org.circuitexplorer.engine.token.TokenRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks written files against the published schema, as far as the schema goes: types, required and allowed fields,
/// patterns, constants and bounds.
class CircuitSchemaTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void aWrittenFileFollowsTheSchema() throws IOException {
        assertThat(problems(written())).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
        JsonNode file = written();
        ((ObjectNode) file).put("formatVersion", 2);
        ((ObjectNode) file.get("nodes").get(0)).put("id", "0.resid_mid.1").put("tau", 2);
        ((ObjectNode) file.get("edges").get(0)).put("shape", 1).remove("row");
        assertThat(problems(file))
                .containsExactlyInAnyOrder(
                        "$.formatVersion: const",
                        "$.nodes[0].id: pattern",
                        "$.nodes[0].tau: maximum",
                        "$.edges[0].shape: additional",
                        "$.edges[0].row: required");
    }

    private JsonNode written() throws IOException {
        SparseTransformer model = SmallModel.create(3);
        NodeIndex index = new NodeIndex(model.config());
        Circuit circuit = Circuit.of(
                IntStream.range(0, index.size()).mapToObj(index::node).toList());
        circuit = circuit.withInfo(
                circuit.nodeSet().first(),
                info -> info.withTau(0.5)
                        .withEffect(-0.1)
                        .withLabel("a")
                        .withNote("b")
                        .withColour("#00ff00")
                        .withGroup("quotes")
                        .withRule(Optional.of(
                                new NodeRule(TokenRule.parse("/a+/"), Optional.of(new RuleScore(0.5, 10, 4, 3, 2))))));
        circuit = circuit.withInfo(
                circuit.nodeSet().last(),
                info -> info.withRule(Optional.of(new NodeRule(TokenRule.parse("a b"), Optional.empty()))));
        Path file = folder.resolve("a" + CircuitFile.SUFFIX);
        CircuitFile.write(
                file,
                new CircuitDocument(
                        ModelReference.of("small", "0".repeat(64), model.config()),
                        TaskReference.of(new Task("letters", SmallModel.pairs(1, 1), List.of())),
                        circuit,
                        CircuitGraph.of(model, circuit).edges(),
                        CircuitDocument.bySite(index, SmallModel.means(model, 5)),
                        new TreeMap<>(Map.of("train", new CircuitLosses(0, 1, 2, OptionalDouble.of(0.5)))),
                        new Provenance(new TreeMap<>(Map.of("a", 1.5)), 1, false, "1", Instant.EPOCH),
                        Optional.of(published(circuit.nodeSet().first())),
                        Optional.of(new BudgetPath(
                                List.copyOf(circuit.nodeSet()), List.of(new BudgetPath.Point(1, 0, 0.5)))),
                        Optional.of(new UsedEdges(
                                new TreeSet<>(CircuitGraph.of(model, circuit).edges()), losses())),
                        Optional.of(new CircuitEnds(List.of(3, 1), List.of(2), 4, new float[] {0.5f, -1}, losses()))));
        return MAPPER.readTree(file.toFile());
    }

    private static PairLosses losses() {
        return new PairLosses(new TreeMap<>(Map.of("train", 0.5)), new TreeMap<>(Map.of("train", 0.25)));
    }

    private static PublicRecord published(NodeId node) {
        return new PublicRecord(
                new TreeMap<>(Map.of("model", 0.5, "0.attn", 0.25)),
                List.of(new HistoryPoint(5, 0.75)),
                new TreeMap<>(Map.of("lr", "0.01")),
                List.of(new int[] {1, 2}, new int[] {1, 3}),
                List.of(new int[] {4, 5}),
                new TreeMap<>(Map.of(
                        node, List.of(new Sample(0.01, true, new int[] {1, 2}, new float[] {0.5f, -1}, 1)))));
    }

    private static List<String> problems(JsonNode file) throws IOException {
        return SchemaCheck.problems("circuit.schema.json", file);
    }
}
