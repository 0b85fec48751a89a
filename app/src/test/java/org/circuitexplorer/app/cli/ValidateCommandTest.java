package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private static final Path CIRCUIT = CommandRun.SAMPLE.resolve("circuits/single_double_quote.circuit.json");

    @TempDir
    private Path folder = Path.of("");

    private Path report = Path.of("");

    @BeforeEach
    void nameReport() {
        report = folder.resolve("quote <&>.html");
    }

    @Test
    void aCircuitIsMeasuredReportedAndFlagged() throws IOException {
        CommandRun run = CommandRun.of(
                "validate",
                CommandRun.SAMPLE,
                CIRCUIT,
                "--pairs",
                8,
                "--seed",
                5,
                "--json",
                "--fresh",
                "--report",
                report);
        assertThat(run.err()).isEmpty();
        JsonNode json = run.json();
        assertThat(run.exitCode()).isEqualTo(json.path("flags").isEmpty() ? 0 : 1);
        assertThat(json.path("task").textValue()).isEqualTo("single_double_quote");
        assertThat(json.path("pairs").intValue()).isEqualTo(8);
        assertThat(json.path("settings").path("seed").intValue()).isEqualTo(5);
        assertThat(json.path("ablations").properties()).hasSize(5);
        assertThat(json.path("node_effects").properties())
                .hasSize(json.path("nodes").intValue());
        assertThat(json.path("edge_effects")).hasSize(json.path("edges").intValue());
        assertThat(json.path("weakest_pair").path("tried").intValue()).isEqualTo(190);
        JsonNode calibrated = json.path("faithfulness").path("loss_circuit_calibrated");
        assertThat(calibrated.get(0).doubleValue())
                .isBetween(calibrated.get(1).doubleValue(), calibrated.get(2).doubleValue())
                .isPositive();
        assertThat(json.path("interchange").path("pairs").intValue()).isEqualTo(8);
        assertThat(json.path("interchange").path("nodes").properties()).hasSize(10);
        JsonNode copies = json.path("copies");
        assertThat(copies.path("pairs").intValue()).isEqualTo(8);
        copies.path("copies")
                .forEach(copy -> assertThat(Math.abs(copy.path("correlation").doubleValue()))
                        .isGreaterThanOrEqualTo(0.95));
        assertThat(copies.path("loss_merged").get(0).doubleValue()).isPositive();
        JsonNode ends = json.path("ends");
        assertThat(ends.path("tokens_needed").size())
                .isBetween(1, ends.path("tokens_seen").intValue() - 1);
        assertThat(ends.path("answers")).hasSize(2);
        assertThat(json.has("other_seeds")).isFalse();
        assertThat(json.path("sizes")).hasSize(10);
        assertThat(json.path("random_sets")).hasSize(32);
        JsonNode loss = json.path("faithfulness").path("loss_circuit");
        assertThat(loss.get(0).doubleValue())
                .isBetween(loss.get(1).doubleValue(), loss.get(2).doubleValue());
        assertThat(json.has("pruned_controls")).isFalse();
        assertReport(json);
    }

    /// Everything is in the file: nothing is fetched from elsewhere.
    private void assertReport(JsonNode json) throws IOException {
        String html = Files.readString(report);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains(json.path("model_sha256").textValue())
                .contains(json.path("task_pairs_sha256").textValue())
                .contains(
                        "setting seed",
                        "calibrated",
                        "Of 190 pairs of the nodes that cost least alone",
                        "exchanged between 16 prompts")
                .doesNotContain("<?xml", "<script", "<link", "<img", " src=", " href=", "url(");
        assertThat(html.split("<svg", -1)).hasSize(5);
        for (JsonNode flag : json.path("flags")) {
            assertThat(html)
                    .contains(flag.path("sentence")
                            .textValue()
                            .replace("<", "&lt;")
                            .replace("\"", "&quot;"));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInOneSentence() {
        Path wide = CommandRun.SAMPLE.resolveSibling("tinypython-3L-wide");
        assertRefused("expected", wide, CIRCUIT);
        assertRefused("--tasks", CommandRun.SAMPLE, CIRCUIT, "--tasks", folder.resolve("none"));
        assertRefused("mostPairs", CommandRun.SAMPLE, CIRCUIT, "--pairs", 1);
        assertRefused("no such folder", CommandRun.SAMPLE, CIRCUIT, "--report", folder.resolve("none/x.html"));
        assertRefused("no.circuit.json", CommandRun.SAMPLE, folder.resolve("no.circuit.json"));
    }

    private void assertRefused(String sentence, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "validate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }
}
