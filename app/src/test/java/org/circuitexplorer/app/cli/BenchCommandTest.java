package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @Test
    void everyKindOfWorkIsTimed() throws Exception {
        CommandRun run =
                CommandRun.of("bench", CommandRun.SAMPLE, "--runs", "2", "--threads", "1", "--warm-up", "0", "--json");
        assertThat(run.exitCode()).isZero();
        JsonNode result = run.json();
        assertThat(result.path("nonzero").asLong()).isEqualTo(26_624);
        assertThat(result.path("timings").findValuesAsText("what"))
                .containsExactly(
                        "reading the weights once",
                        "loading",
                        "loading the compact form",
                        "prompt of 10 tokens, last logits",
                        "mask step of 64 pairs of 20 tokens, forward",
                        "mask step of 64 pairs of 20 tokens, forward and backward",
                        "one of 100 nodes switched, 64 pairs of 20 tokens",
                        "each of 100 nodes switched in turn, 64 pairs of 20 tokens",
                        "forward 1 x 128 tokens, all logits",
                        "forward 8 x 128 tokens, all logits");
        for (JsonNode timing : result.path("timings")) {
            double median = timing.path("median_ms").asDouble();
            assertThat(median)
                    .isPositive()
                    .isBetween(
                            timing.path("fastest_ms").asDouble(),
                            timing.path("slowest_ms").asDouble());
        }
    }

    @Test
    void threadsAreComparedAndThePageHoldsEveryTiming(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("bench.md");
        CommandRun run = CommandRun.of(
                "bench", CommandRun.SAMPLE, "--runs", "1", "--threads", "2", "--warm-up", "0", "--json", "--out", page);
        assertThat(run.exitCode()).isZero();
        JsonNode timings = run.json().path("timings");
        assertThat(timings.findValuesAsText("by")).contains("one thread");
        assertThat(timings.findValuesAsText("allocated_bytes")).isNotEmpty();
        assertThat(Files.readString(page))
                .contains("--runs 1 --warm-up 0 --threads 2 --device cpu --out bench.md", "2 threads", "| one thread |")
                .contains("| one of 100 nodes switched, 64 pairs of 20 tokens | circuit-explorer |")
                .contains("loading takes");
        assertThat(Files.readString(page).lines().filter(line -> line.startsWith("| ")))
                .hasSize(1 + timings.size());
    }

    @Test
    void everyNodeOfACircuitIsSwitched() throws Exception {
        Path circuits = CommandRun.SAMPLE.resolve("circuits");
        CommandRun run = CommandRun.of(
                "bench",
                CommandRun.SAMPLE,
                "--runs",
                "1",
                "--threads",
                "1",
                "--warm-up",
                "0",
                "--json",
                "--circuit",
                circuits.resolve("single_double_quote.circuit.json"),
                circuits.resolve("with_as.circuit.json"));
        assertThat(run.exitCode()).isZero();
        JsonNode timings = run.json().path("timings");
        JsonNode last = timings.path(timings.size() - 1);
        assertThat(timings.path(timings.size() - 2).path("what").asText())
                .isEqualTo("one of 20 nodes of single_double_quote switched, 64 pairs");
        assertThat(last.path("what").asText()).isEqualTo("one of 33 nodes of with_as switched, 64 pairs");
        assertThat(last.path("runs").asInt()).isEqualTo(33);
    }

    @Test
    void aCircuitOfAnotherModelIsRefused() {
        Path other = CommandRun.SAMPLE.resolveSibling("tinypython-3L-wide/circuits/single_double_quote.circuit.json");
        CommandRun run = CommandRun.of("bench", CommandRun.SAMPLE, "--circuit", other);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("single_double_quote.circuit.json").contains("model");
    }

    @Test
    void countsBelowOneAreRefused() throws Exception {
        CommandRun run = CommandRun.of("bench", CommandRun.SAMPLE, "--runs", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--runs: expected at least 1, found 0");
    }
}
