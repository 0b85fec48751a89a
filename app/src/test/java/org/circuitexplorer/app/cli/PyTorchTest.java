package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.circuitexplorer.engine.cuda.CudaCheck;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PyTorchTest {
    private static final Path MODEL = CommandRun.FIXTURES.resolve("b_csp1");

    @TempDir
    private Path folder;

    @Test
    void withoutPythonThereIsOneSentence() {
        assertThatThrownBy(() -> new PyTorch("no-such-python").run(MODEL, 1, 1, 1))
                .isInstanceOf(DeviceException.class)
                .hasMessage("PyTorch: there is no command no-such-python here");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatTheScriptSaysOnStandardErrorIsTheReason() throws IOException {
        String python = command("echo Traceback >&2; echo 'PyTorch is not installed for this Python' >&2; exit 3");
        assertThatThrownBy(() -> new PyTorch(python).run(MODEL, 1, 1, 1))
                .isInstanceOf(DeviceException.class)
                .hasMessage("PyTorch: PyTorch is not installed for this Python");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theScriptLiesAloneInTheFolderItRunsIn() throws IOException {
        String python = command("ls | grep -v -e '^out$' -e '^err$' >&2; exit 3");
        assertThatThrownBy(() -> new PyTorch(python).run(MODEL, 1, 1, 1)).hasMessage("PyTorch: pytorch_dense.py");
    }

    /// The script computes the same models, in every variant that the goldens have.
    @ParameterizedTest
    @ValueSource(strings = {"a_csp2", "b_csp1", "c_gpt2", "d_relu", "e_sincat", "f_legacycfg", "g_bf16", "h_f16"})
    void itsLogitsAreOurs(String name) throws IOException, ModelFormatException {
        Assumptions.assumeTrue(hasPyTorch(), "no python3 with PyTorch here, so its logits were not compared");
        Path path = CommandRun.FIXTURES.resolve(name);
        PyTorch.Found found = new PyTorch("python3").run(path, 2, 2, 1);
        LoadedModel loaded = ModelLoader.load(path, ProgressListener.NONE, new CancelToken());
        try (Workers workers = Workers.forThisMachine()) {
            float[] ours = CpuDevice.open(loaded.transformer(), workers)
                    .forward()
                    .run(
                            CudaCheck.sequences(loaded.transformer().config(), 1),
                            Interventions.NONE,
                            Set.of(),
                            LogitsAt.LAST)
                    .requireLogits()
                    .toRowMajor();
            assertThat(found.logits()).containsExactly(ours, within(1e-4f));
        }
        assertThat(found.sequences()).isEqualTo(2);
        assertThat(found.float32()).isPositive();
        assertThat(found.bfloat16()).isPositive();
    }

    private static boolean hasPyTorch() throws IOException {
        try {
            return new ProcessBuilder("python3", "-c", "import torch").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String command(String body) throws IOException {
        Path script = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }
}
