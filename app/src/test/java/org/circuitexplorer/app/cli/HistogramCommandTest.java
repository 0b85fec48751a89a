package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path corpus = Path.of("");

    @BeforeEach
    void copyModel() throws IOException {
        corpus = SampleCopy.in(folder).withTask("with_as", 12).corpus();
    }

    @Test
    void countsZerosAndExamplesAreConsistent() throws IOException {
        CommandRun run = CommandRun.of(
                "histogram", folder, "--corpus", corpus, "--node", "1.mlp.post_act.7", "--task", "with_as", "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode json = run.json();
        long sum = json.path("zeros").longValue();
        for (JsonNode count : json.path("counts")) sum += count.longValue();
        assertThat(sum).isEqualTo(json.path("tokens").longValue()).isEqualTo(SampleCopy.TOKENS);
        assertThat(json.path("edges")).hasSize(json.path("counts").size() + 1);
        JsonNode largest = json.path("examples").path("largest").path(0);
        assertThat(largest.path("value").doubleValue())
                .isCloseTo(json.path("max").doubleValue(), within(1e-5));
        assertThat(largest.path("activations")
                        .path(largest.path("focus").intValue())
                        .doubleValue())
                .isEqualTo(largest.path("value").doubleValue());
        assertThat(json.path("classes")).hasSize(2);
        assertThat(json.path("classes").path(0).path("tokens").intValue()).isPositive();
    }

    @Test
    void theSecondRunReadsWhatTheFirstKept() throws IOException {
        CommandRun first = CommandRun.of("histogram", folder, "--corpus", corpus, "--node", "0.attn.v.3");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("0.attn.v.3 over 4,000 tokens", "largest", "«");
        assertThat(folder).isDirectoryContaining("glob:**/statistics-*.safetensors");
        assertThat(CommandRun.of("histogram", folder, "--corpus", corpus, "--node", "0.attn.v.3"))
                .isEqualTo(first);
    }

    @Test
    void whatIsNotThereIsRefusedInOneSentence() throws IOException {
        assertRefused("has no node 0.attn.v.999", "--corpus", corpus, "--node", "0.attn.v.999");
        assertRefused("has no node 0.attn.y.1", "--corpus", corpus, "--node", "0.attn.y.1");
        assertRefused("no such file", "--corpus", folder.resolve("x"), "--node", "0.attn.v.1");
        assertRefused("there is no task x", "--corpus", corpus, "--node", "0.attn.v.1", "--task", "x");
        Path odd = Files.write(folder.resolve("odd.bin"), new byte[3]);
        assertRefused("16-bit ids", "--corpus", odd, "--node", "0.attn.v.1");
        Path high = Files.write(folder.resolve("high.bin"), new byte[] {0, 0, 0, 4});
        assertRefused("token 1: is 1024", "--corpus", high, "--node", "0.attn.v.1");
    }

    private void assertRefused(String sentence, Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "histogram";
        all[1] = folder;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        CommandRun run = CommandRun.of(all);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }
}
