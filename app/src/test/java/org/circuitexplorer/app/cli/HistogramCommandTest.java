package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramCommandTest {
    private static final int TOKENS = 4000;

    @TempDir
    private Path folder = Path.of("");

    private Path corpus = Path.of("");

    /// A copy of the model, beside which the statistics may be kept, and the first tokens of its corpus.
    @BeforeEach
    void copyModel() throws IOException {
        Files.createDirectory(folder.resolve("tasks"));
        for (String name :
                new String[] {"config.json", "model.safetensors", "vocab.bpe", "encoder.json", "tasks/with_as.json"}) {
            Files.copy(CommandRun.SAMPLE.resolve(name), folder.resolve(name));
        }
        byte[] all = Files.readAllBytes(CommandRun.SAMPLE.resolve("corpus_sample_tokens_u16.bin"));
        corpus = Files.write(folder.resolve("corpus.bin"), Arrays.copyOf(all, 2 * TOKENS));
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
        assertThat(sum).isEqualTo(json.path("tokens").longValue()).isEqualTo(TOKENS);
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
