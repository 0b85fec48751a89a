package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.run.DeviceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `--device`: what it opens, and what it says when it opens nothing.
class DeviceOptionTest {
    private static final Path MODEL = CommandRun.FIXTURES.resolve("a_csp2");
    private static final Path GRADIENTS = MODEL.resolve("gradients.safetensors");

    @TempDir
    private Path folder = Path.of("");

    private Path out(String name) {
        return folder.resolve(name + ".safetensors");
    }

    private CommandRun run(String device) {
        return CommandRun.of(
                "run",
                MODEL,
                "--batch",
                MODEL.resolve("expected.safetensors"),
                "--key",
                "case2.tokens",
                "--record",
                ".*",
                "--device",
                device,
                "--out",
                out(device));
    }

    private CommandRun grad(String device) {
        return CommandRun.of(
                "grad", MODEL, "--gradients", GRADIENTS, "--mask", "mask01", "--device", device, "--out", out(device));
    }

    @Test
    void nd4jGivesTheSameNumbersAndSaysThatItDoes() throws IOException, ModelFormatException {
        assertThat(run("cpu").err()).isEmpty();
        assertThat(run("nd4j").err()).isEqualTo("ND4J on the CPU: dense matrices\n");
        assertSame(1e-4f);
        assertThat(grad("cpu").exitCode()).isZero();
        assertThat(grad("nd4j").exitCode()).isZero();
        assertSame(3e-5f);
    }

    private void assertSame(float limit) throws IOException, ModelFormatException {
        try (SafetensorsReader expected = SafetensorsReader.open(out("cpu"));
                SafetensorsReader found = SafetensorsReader.open(out("nd4j"))) {
            assertThat(found.tensors().keySet()).isEqualTo(expected.tensors().keySet());
            for (String name : expected.tensors().keySet()) {
                float[] wanted =
                        Objects.requireNonNull(expected.tensors().get(name)).floats();
                float[] values =
                        Objects.requireNonNull(found.tensors().get(name)).floats();
                assertThat(values).as(name).containsExactly(wanted, within(limit));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "nd4j-cuda"})
    void aMachineWithoutADriverRefusesInOneSentence(String device) {
        requireNoDriver();
        CommandRun run = run(device);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("circuit-explorer run: " + device + ": no NVIDIA driver found")
                .endsWith("; choose cpu.\n");
        assertThat(out(device)).doesNotExist();
    }

    @Test
    void aSearchIsRefusedBeforeItsFirstTrial() throws IOException {
        requireNoDriver();
        SampleCopy.in(folder).withTask("lambda_func", 4);
        Path out = folder.resolve("best.circuit.json");
        CommandRun run = CommandRun.of("search", folder, "--task", "lambda_func", "--device", "cuda", "--out", out);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .startsWith("circuit-explorer search: cuda: no NVIDIA driver found")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void autoSaysWhyItIsTheCpu() {
        requireNoDriver();
        CommandRun run = grad("auto");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("CPU: no NVIDIA driver found").hasLineCount(1);
    }

    private static void requireNoDriver() {
        try (CudaDriver driver = new CudaDriver(CudaDriver.libraryOfThisSystem())) {
            abort("this machine has an NVIDIA driver for CUDA " + driver.version());
        } catch (DeviceException e) {
            assertThat(e.sentence()).isNotEmpty();
        }
    }

    @Test
    void anUnknownDeviceIsNamedBesideThoseThereAre() {
        CommandRun run = run("gpu");
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .isEqualTo("circuit-explorer run: --device: expected one of cpu, nd4j, nd4j-cuda, cuda, auto,"
                        + " found gpu\n");
    }
}
