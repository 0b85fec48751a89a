package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingCommandTest {
    private static final Path WIDE = CommandRun.SAMPLE.resolveSibling("tinypython-3L-wide");

    @Test
    void theLineGoesThroughTwoModelsAndIsDrawn(@TempDir Path folder) throws Exception {
        Path curve = folder.resolve("curve.svg");
        CommandRun run =
                CommandRun.of("scaling", WIDE, CommandRun.SAMPLE, "--runs", "2", "--curve", curve.toString(), "--json");
        assertThat(run.exitCode()).isZero();
        JsonNode result = run.json();
        JsonNode points = result.path("points");
        assertThat(points).hasSize(2);
        for (JsonNode point : points) {
            double line = result.path("base_ms").asDouble()
                    + 1e-6
                            * result.path("ns_per_nonzero").asDouble()
                            * point.path("nonzero").asDouble();
            assertThat(point.path("median_ms").asDouble()).isPositive().isCloseTo(line, within(1e-6 * line));
        }
        assertThat(points.path(0).path("nonzero").asLong())
                .isLessThan(points.path(1).path("nonzero").asLong());
        assertThat(Files.readString(curve)).contains("<svg", "million non-zero weights");
    }

    @Test
    void oneModelIsNoCurve() throws Exception {
        CommandRun run = CommandRun.of("scaling", CommandRun.SAMPLE);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("MODEL");
    }
}
