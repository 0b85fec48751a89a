package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The attribution graph of a shipped circuit, against the facts of the public schema.
final class AttributionExportTest {
    private static final Path CIRCUIT = CommandRun.SAMPLE.resolve("circuits/single_double_quote.circuit.json");
    private static final String SCHEMA = "/org/circuitexplorer/app/export/attribution-graph.schema.json";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void itIsValidAndTheSameEveryTime() throws IOException {
        String once = Files.readString(export("once.attribution.json"));
        String again = Files.readString(export("again.attribution.json"));

        assertThat(violations(once)).isEmpty();
        assertThat(violations(once.replaceFirst("\"ctx_idx\"", "\"index\""))).isNotEmpty();
        assertThat(once).isEqualTo(again);
    }

    @Test
    void everyLinkJoinsTwoNodesAndEveryTokenHasItsEmbedding() throws IOException {
        JsonNode graph = read(export("quote.attribution.json"));
        Map<String, JsonNode> nodes = new HashMap<>();
        for (JsonNode node : graph.get("nodes")) {
            assertThat(nodes.put(node.get("node_id").asText(), node)).isNull();
        }
        assertThat(graph.get("links")).isNotEmpty().allSatisfy(link -> {
            assertThat(nodes)
                    .containsKeys(
                            link.get("source").asText(), link.get("target").asText());
            assertThat(link.get("weight").asDouble()).isNotZero();
        });
        JsonNode tokens = graph.get("metadata").get("prompt_tokens");
        Map<String, List<JsonNode>> byType = nodes.values().stream()
                .collect(Collectors.groupingBy(n -> n.get("feature_type").asText()));
        assertThat(byType.keySet()).containsExactlyInAnyOrder("embedding", "cross layer transcoder", "logit");
        assertThat(byType.get("embedding")).hasSize(tokens.size());
        assertThat(byType.get("logit")).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.get("layer").asText()).isEqualTo("4");
            assertThat(answer.get("ctx_idx").asInt()).isEqualTo(tokens.size() - 1);
        });
        StringBuilder joined = new StringBuilder();
        tokens.forEach(token -> joined.append(token.asText()));
        assertThat(graph.get("metadata").get("prompt").asText()).isEqualTo(joined.toString());
    }

    @Test
    void theOtherPromptOfThePairWantsTheOtherAnswer() throws IOException {
        JsonNode first = read(export("one.attribution.json"));
        JsonNode second = read(export("two.attribution.json", "--prompt", 2));

        assertThat(target(first)).isNotEqualTo(target(second));
        assertThat(probabilities(first).keySet())
                .isEqualTo(probabilities(second).keySet());
        for (JsonNode graph : List.of(first, second)) {
            Map<String, Double> answers = probabilities(graph);
            double wanted = answers.getOrDefault(target(graph), 0.0);
            assertThat(answers.values()).filteredOn(p -> p != wanted).hasSize(1).allMatch(p -> p < wanted);
        }
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() throws IOException {
        Path alone = Files.copy(CIRCUIT, folder.resolve("alone.circuit.json"));
        Path to = folder.resolve("x.attribution.json");
        assertRefused("say with --model", alone, "--to", to);
        assertRefused("--prompt 0: expected 1 to", CIRCUIT, "--to", to, "--prompt", 0);
    }

    private static void assertRefused(String sentence, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "export";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static String target(JsonNode graph) {
        for (JsonNode node : graph.get("nodes")) {
            if (node.get("is_target_logit").asBoolean())
                return node.get("feature").asText();
        }
        throw new AssertionError("no target");
    }

    private static Map<String, Double> probabilities(JsonNode graph) {
        Map<String, Double> probabilities = new TreeMap<>();
        for (JsonNode node : graph.get("nodes")) {
            if (!node.get("feature_type").asText().equals("logit")) continue;
            probabilities.put(
                    node.get("feature").asText(), node.get("token_prob").asDouble());
        }
        return probabilities;
    }

    private Path export(String name, Object... more) {
        Path file = folder.resolve(name);
        CommandRun.export(CIRCUIT, file, more);
        return file;
    }

    private static List<String> violations(String json) throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(AttributionExportTest.class.getResourceAsStream(SCHEMA), SCHEMA)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
