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

    @Test
    void circuitsOfTwoModelsAreComparedByNameAlone() {
        Path wide = CommandRun.SAMPLE.resolveSibling("tinypython-3L-wide/circuits/set_or_string.circuit.json");
        CommandRun run = CommandRun.of("compare", LEFT, wide);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("of two models").doesNotContain("unseen pairs");
    }

    @Test
    void aCircuitFarFromItsModelSaysWhatToDo(@TempDir Path folder) throws Exception {
        Path alone = Files.copy(LEFT, folder.resolve("alone.circuit.json"));
        CommandRun run = CommandRun.of("compare", alone, RIGHT);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("alone.circuit.json").contains("say with --model where it is");
    }
}
