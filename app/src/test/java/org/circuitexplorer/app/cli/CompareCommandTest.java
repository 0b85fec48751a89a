package org.circuitexplorer.app.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.model.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final Path CIRCUITS = CommandRun.SAMPLE.resolve("circuits");
    private static final Path LEFT = CIRCUITS.resolve("set_or_string.circuit.json");
    private static final Path RIGHT = CIRCUITS.resolve("set_or_string_fixedvarname.circuit.json");

    private static final Path QUOTE = CIRCUITS.resolve("single_double_quote.circuit.json");
    private static final Path WIDE =
            CommandRun.SAMPLE.resolveSibling("tinypython-3L-wide/circuits/single_double_quote.circuit.json");

    @Test
    void eachCircuitRunsOnTheTaskOfBoth() throws Exception {
        CommandRun run = CommandRun.of("compare", LEFT, RIGHT, "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode result = run.json();
        CircuitDocument left = CircuitFile.read(LEFT);
        CircuitLosses losses = requireNonNull(left.losses().get("test"));
        Set<NodeId> both = new HashSet<>(left.circuit().nodeSet());
        both.retainAll(CircuitFile.read(RIGHT).circuit().nodeSet());
        assertThat(result.at("/nodes/shared")).hasSize(both.size());
        assertThat(result.at("/nodes/only_left")).hasSize(left.circuit().size() - both.size());
        assertThat(result.at("/losses")).hasSize(2);
        assertThat(result.at("/losses/0/task").asText()).isEqualTo("set_or_string");
        assertThat(result.at("/losses/0/left").asDouble()).isCloseTo(losses.circuit(), within(1e-6));
        assertThat(result.at("/losses/0/model").asDouble()).isCloseTo(losses.model(), within(1e-6));
    }

    @Test
    void aCircuitComparedWithItselfSharesEverything() {
        CommandRun run = CommandRun.of("compare", LEFT, LEFT);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("nodes +23 +0 +0 +1.000").contains("only left:    none");
    }

    /// Nodes of models of other dimensions are never counted as the same.
    @Test
    void circuitsOfTwoModelsAreComparedByLayersAndLosses() throws Exception {
        CommandRun run = CommandRun.of("compare", QUOTE, WIDE);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("different dimensions").doesNotContain("shared nodes");

        JsonNode result = CommandRun.of("compare", QUOTE, WIDE, "--json").json();
        CircuitDocument left = CircuitFile.read(QUOTE);
        CircuitDocument wide = CircuitFile.read(WIDE);
        assertThat(result.has("places_of_both")).isFalse();
        assertThat(sum(result, "left_nodes")).isEqualTo(left.circuit().size());
        assertThat(sum(result, "right_nodes")).isEqualTo(wide.circuit().size());
        assertThat(sum(result, "left_edges")).isEqualTo(left.edges().size());
        assertThat(sum(result, "right_edges")).isEqualTo(wide.edges().size());
        JsonNode losses = result.at("/losses/0");
        assertThat(losses.at("/left").asDouble())
                .isCloseTo(requireNonNull(left.losses().get("test")).circuit(), within(1e-6));
        assertThat(losses.at("/pairs").asInt())
                .isEqualTo(losses.at("/pairs_of_task").asInt());
        assertThat(losses.at("/right").asDouble()).isBetween(0.0, 0.3);
        assertThat(losses.at("/same_answers").asDouble()).isBetween(0.5, 1.0);
    }

    @Test
    void aModelThatIsNowhereIsNamedAndCountsRemain(@TempDir Path folder) throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.circuit.json"),
                Files.readString(LEFT).replace(CircuitFile.read(LEFT).model().sha256(), "0".repeat(64)));
        CommandRun run = CommandRun.of("compare", LEFT, other);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("equal dimensions: 23 of 23 places", "other.circuit.json", "nowhere")
                .doesNotContain("unseen pairs");
    }

    private static int sum(JsonNode result, String field) {
        int sum = 0;
        for (JsonNode site : result.at("/sites")) sum += site.get(field).asInt();
        return sum;
    }

    @Test
    void aCircuitFarFromItsModelSaysWhatToDo(@TempDir Path folder) throws Exception {
        Path alone = Files.copy(LEFT, folder.resolve("alone.circuit.json"));
        CommandRun run = CommandRun.of("compare", alone, RIGHT);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("alone.circuit.json").contains("say with --model where it is");
    }
}
