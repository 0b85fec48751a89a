package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathCommandTest {
    private static final Path CIRCUIT = CommandRun.SAMPLE.resolve("circuits/lambda_func.circuit.json");

    @Test
    void thePathGoesThroughTheCircuitFromNothingToTheWholeModel(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("with-path.circuit.json");
        CommandRun run = CommandRun.of("path", CommandRun.SAMPLE, CIRCUIT, "--out", out, "--json");

        assertThat(run.exitCode()).isZero();
        JsonNode points = run.json().get("points");
        CircuitDocument before = CircuitFile.read(CIRCUIT);
        CircuitDocument after = CircuitFile.read(out);
        assertThat(after.circuit()).isEqualTo(before.circuit());
        BudgetPath path = after.path().orElseThrow();
        assertThat(path.first(before.circuit().size()))
                .containsExactlyInAnyOrderElementsOf(before.circuit().nodeSet());
        assertThat(points).hasSize(path.points().size());
        assertThat(path.points().getFirst().size()).isZero();
        assertThat(path.points().getLast().size()).isEqualTo(4224);
        assertThat(path.points())
                .filteredOn(point -> point.size() == before.circuit().size())
                .singleElement()
                .extracting(BudgetPath.Point::edges)
                .isEqualTo(before.edges().size());
    }
}
