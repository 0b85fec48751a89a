package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.UsedEdges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgesCommandTest {
    private static final Path CIRCUIT = CommandRun.SAMPLE.resolve("circuits/lambda_func.circuit.json");

    @Test
    void usedEdgesAreFoundSaidAndWritten(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("used.circuit.json");
        CommandRun run = CommandRun.of("edges", CommandRun.SAMPLE, CIRCUIT, "--out", out, "--json");

        assertThat(run.exitCode()).isZero();
        CircuitDocument before = CircuitFile.read(CIRCUIT);
        CircuitDocument after = CircuitFile.read(out);
        UsedEdges used = after.used().orElseThrow();
        JsonNode json = run.json();
        assertThat(after.circuit()).isEqualTo(before.circuit());
        assertThat(after.path()).isEqualTo(before.path());
        assertThat(json.get("edges").intValue()).isEqualTo(before.edges().size());
        assertThat(json.get("used_edges").intValue()).isEqualTo(used.edges().size());
        assertThat(json.get("unused"))
                .hasSize(before.edges().size() - used.edges().size());
        assertThat(used.losses().raw().keySet()).containsExactly("test", "train");
        assertThat(json.get("train").get("used_edges").doubleValue())
                .isEqualTo(used.losses().raw().get("train"));
        assertThat(used.losses().raw().get("train"))
                .isLessThanOrEqualTo(json.get("target").doubleValue() + 1e-6);
    }

    @Test
    void aLooserTargetNeedsFewerEdges() throws Exception {
        int tight = usedEdges("--target-loss", 0.15);
        int loose = usedEdges("--target-loss", 0.6);
        assertThat(loose).isLessThan(tight);
    }

    private static int usedEdges(String option, double value) throws Exception {
        CommandRun run = CommandRun.of("edges", CommandRun.SAMPLE, CIRCUIT, "--json", option, value);
        assertThat(run.exitCode()).isZero();
        return run.json().get("used_edges").intValue();
    }

    @Test
    void theTableNamesWhatIsNotUsed() {
        CommandRun run = CommandRun.of("edges", CommandRun.SAMPLE, CIRCUIT, "--target-loss", 0.6);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("of them used", "its used edges alone", "calibrated", "whole model", "not used: ")
                .containsPattern("loss, nats per prompt +test +train");
    }
}
