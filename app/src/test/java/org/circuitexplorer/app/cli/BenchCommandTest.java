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
    void countsBelowOneAreRefused() throws Exception {
        CommandRun run = CommandRun.of("bench", CommandRun.SAMPLE, "--runs", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--runs: expected at least 1, found 0");
    }
}
