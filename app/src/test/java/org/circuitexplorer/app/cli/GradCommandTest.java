package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.SafetensorsReader;
import org.circuitexplorer.engine.io.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradCommandTest {
    private static final Path MODEL = CommandRun.FIXTURES.resolve("a_csp2");
    private static final Path GRADIENTS = MODEL.resolve("gradients.safetensors");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"ones", "mask01"})
    void lossesLogitsAndGradientsAgreeWithTheReference(String mask) throws IOException, ModelFormatException {
        Path out = folder.resolve("out.safetensors");
        CommandRun run = CommandRun.of("grad", MODEL, "--gradients", GRADIENTS, "--mask", mask, "--out", out, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        try (SafetensorsReader found = SafetensorsReader.open(out);
                SafetensorsReader expected = SafetensorsReader.open(GRADIENTS)) {
            assertThat(found.tensors()).hasSize(3 + 24);
            for (StoredTensor tensor : found.tensors().values()) {
                StoredTensor wanted =
                        Objects.requireNonNull(expected.tensors().get(mask + "." + tensor.name()), tensor.name());
                assertThat(tensor.shape()).as(tensor.name()).isEqualTo(wanted.shape());
                assertThat(tensor.floats())
                        .as(tensor.name())
                        .containsExactly(wanted.floats(), within(tolerance(tensor.name(), wanted.floats())));
            }
            float loss = Objects.requireNonNull(expected.tensors().get(mask + ".loss"))
                    .floats()[0];
            assertThat(run.json().path("loss").doubleValue()).isCloseTo(loss, within(1e-5));
        }
    }

    private static float tolerance(String name, float[] wanted) {
        if (name.startsWith("loss")) return 1e-5f;
        if (name.startsWith("logits")) return 3e-5f;
        float largest = 0;
        for (float value : wanted) largest = Math.max(largest, Math.abs(value));
        return 3e-5f + 3e-5f * largest;
    }

    @Test
    void aMissingMaskIsRefusedInOneSentence() {
        Path out = folder.resolve("out.safetensors");
        CommandRun run = CommandRun.of("grad", MODEL, "--gradients", GRADIENTS, "--mask", "mask7", "--out", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("mask7.mask.0.attn.act_in").hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void aBatchOfAnotherModelIsRefusedInOneSentence() {
        Path out = folder.resolve("out.safetensors");
        CommandRun run =
                CommandRun.of("grad", CommandRun.SAMPLE, "--gradients", GRADIENTS, "--mask", "ones", "--out", out);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("mean.0.attn.act_in: expected 128 elements, found 64")
                .hasLineCount(1);
    }
}
