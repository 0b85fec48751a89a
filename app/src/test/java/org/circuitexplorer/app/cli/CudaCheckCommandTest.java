package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CudaCheckCommandTest {
    @Test
    void withoutADriverThereIsOneSentence() {
        CommandRun run = CommandRun.of("cuda-check", "--driver", "libnothing-of-that-name.so");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().trim())
                .isEqualTo("circuit-explorer cuda-check: "
                        + "no NVIDIA driver found: libnothing-of-that-name.so cannot be loaded");
    }

    @Test
    void countsBelowOneAreRefused() {
        CommandRun run = CommandRun.of("cuda-check", "--runs", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--runs: expected at least 1, found 0");
    }

    /// With the driver that the engine's tests build and leave in their folder.
    @Test
    void anEmulatedDeviceAgreesWithTheCpu() throws IOException {
        Optional<Path> driver = fakeDriver();
        Assumptions.assumeTrue(
                driver.isPresent(), "the engine's tests left no emulated device here, so the table was not made");
        CommandRun run = CommandRun.of(
                "cuda-check",
                "--driver",
                driver.orElseThrow(),
                "--tokens",
                "40",
                "--sequences",
                "1",
                "--pairs",
                "1",
                "--runs",
                "1",
                "--python",
                "no-such-python",
                CommandRun.FIXTURES.resolve("b_csp1"));
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("CUDA: Emulated device, driver for CUDA 12.9, capability 9.0, 1 multiprocessors, 4.0 GiB")
                .contains(
                        "sites, worst",
                        "recorded cases, worst",
                        "gradient of the mask",
                        "forward and backward",
                        "step of learning masks")
                .contains("ND4J on the CPU, dense", "b_csp1: PyTorch: there is no command no-such-python here")
                .contains("No model here has the task single_double_quote: no circuit was searched for.")
                .doesNotContain("DIFFERS")
                .containsPattern("all \\d+ comparisons agree");
        assertThat(run.exitCode()).isZero();
    }

    private static Optional<Path> fakeDriver() throws IOException {
        Path folder = CommandRun.FIXTURES.resolve("../../../../target/cuda").normalize();
        if (!Files.isDirectory(folder)) return Optional.empty();
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> built = listed.filter(file -> file.toString().endsWith(".so"))
                    .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                    .toList();
            return built.isEmpty() ? Optional.empty() : Optional.of(built.getLast());
        }
    }
}
