package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEnds;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndsCommandTest {
    private static final Path CIRCUIT = CommandRun.SAMPLE.resolve("circuits/lambda_func.circuit.json");

    @Test
    void tokensAreFoundSaidWrittenAndDrawn(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("ends.circuit.json");
        CommandRun run = CommandRun.of("ends", CommandRun.SAMPLE, CIRCUIT, "--out", out, "--json");

        assertThat(run.exitCode()).isZero();
        CircuitDocument before = CircuitFile.read(CIRCUIT);
        CircuitDocument after = CircuitFile.read(out);
        CircuitEnds ends = after.ends().orElseThrow();
        JsonNode json = run.json();
        assertThat(after.circuit()).isEqualTo(before.circuit());
        assertThat(after.used()).isEqualTo(before.used());
        assertThat(ends.tokens()).hasSizeBetween(1, 5);
        assertThat(json.get("tokens")).hasSize(ends.tokens().size());
        assertThat(json.get("nodes_with_ends").intValue())
                .isEqualTo(before.circuit().size() + ends.nodes());
        assertThat(json.get("edges_with_ends").intValue())
                .isEqualTo(before.edges().size() + ends.edges());
        assertThat(json.get("train").get("tokens_alone").doubleValue())
                .isEqualTo(ends.losses().raw().get("train"))
                .isLessThanOrEqualTo(json.get("target").doubleValue() + 1e-6);

        Path drawn = folder.resolve("ends.svg");
        CommandRun export = CommandRun.of("export", out, "--to", drawn, "--model", CommandRun.SAMPLE);
        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(Files.readString(drawn)).contains("lambda");
    }

    @Test
    void theTableNamesTokensAndAnswers() {
        CommandRun run = CommandRun.of("ends", CommandRun.SAMPLE, CIRCUIT);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("its tokens alone", "tokens it needs: \"", "lambda", "answers: ")
                .containsPattern("17 nodes, 12 edges, 12 of them used; with \\d+ tokens? and \\d+ answers \\d+ nodes");
    }
}
