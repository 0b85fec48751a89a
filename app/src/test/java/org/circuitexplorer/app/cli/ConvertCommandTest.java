package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path compact() {
        return folder.resolve("compact.safetensors");
    }

    @Test
    void theCompactModelComputesTheSameAndKeepsItsIdentity() throws Exception {
        CommandRun run = CommandRun.of("convert", CommandRun.SAMPLE, "--out", compact());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("wrote " + compact() + ": ").contains("bytes instead of 7,693,464");
        assertThat(run.err()).contains("copy it from " + CommandRun.SAMPLE);

        JsonNode before = CommandRun.of("info", CommandRun.SAMPLE, "--json").json();
        JsonNode after = CommandRun.of("info", compact(), "--json").json();
        assertThat(after.path("sha256")).isEqualTo(before.path("sha256"));
        assertThat(after.path("non_zero_weights")).isEqualTo(before.path("non_zero_weights"));
        assertThat(after.path("config")).isEqualTo(before.path("config"));
        assertThat(logits(compact())).isEqualTo(logits(CommandRun.SAMPLE));
    }

    private byte[] logits(Path model) throws Exception {
        Path out = folder.resolve("logits.safetensors");
        assertThat(CommandRun.of("run", model, "--tokens", "1023,5,6,7", "--out", out)
                        .exitCode())
                .isZero();
        return Files.readAllBytes(out);
    }

    @Test
    void sizesAreThereForMachines() throws Exception {
        CommandRun run = CommandRun.of("convert", CommandRun.SAMPLE, "--out", compact(), "--json");

        assertThat(run.json().path("bytes").longValue()).isEqualTo(Files.size(compact()));
        assertThat(run.json().path("bytes_before").longValue()).isEqualTo(7_693_464);
    }

    @Test
    void whatExistsIsNotWrittenOverUnasked() throws Exception {
        Files.writeString(compact(), "precious");

        CommandRun refused = CommandRun.of("convert", CommandRun.SAMPLE, "--out", compact());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("this exists already; --force writes over it")
                .hasLineCount(1);
        assertThat(compact()).hasContent("precious");

        assertThat(CommandRun.of("convert", CommandRun.SAMPLE, "--force", "--out", compact())
                        .exitCode())
                .isZero();
        assertThat(Files.size(compact())).isGreaterThan(1000);
    }

    @Test
    void anotherEndingIsRefused() {
        CommandRun run = CommandRun.of("convert", CommandRun.SAMPLE, "--out", folder.resolve("model.pt"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("expected a name that ends in .safetensors")
                .hasLineCount(1);
    }
}
