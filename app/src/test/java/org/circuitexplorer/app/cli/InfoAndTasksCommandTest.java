package org.circuitexplorer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoAndTasksCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void infoDescribesTheSample() throws JsonProcessingException {
        CommandRun text = CommandRun.of("info", CommandRun.SAMPLE);
        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("tinypython-3L", "4,224", "no positions", "1,024 tokens", "RMSNorm");
        JsonNode json = CommandRun.of("info", CommandRun.SAMPLE, "--json").json();
        assertThat(json.path("nodes").intValue()).isEqualTo(4224);
        assertThat(json.path("config").path("d_mlp").intValue()).isEqualTo(512);
        assertThat(json.path("config").path("afrac_loctypes")).hasSize(8);
        assertThat(json.path("sha256").textValue()).hasSize(64);
        assertThat(json.path("non_zero_weights").longValue()).isBetween(26_000L, 27_000L);
    }

    @Test
    void infoRefusesWhatIsNoModelInOneSentence() throws IOException {
        CommandRun missing = CommandRun.of("info", folder.resolve("nothing"));
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("no such file or folder").hasLineCount(1);
        CommandRun empty = CommandRun.of("info", folder);
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err())
                .contains("no such file in the model's directory")
                .hasLineCount(1);
        Files.writeString(folder.resolve("config.json"), "{");
        Files.writeString(folder.resolve("model.safetensors"), "x");
        CommandRun damaged = CommandRun.of("info", folder);
        assertThat(damaged.exitCode()).isEqualTo(2);
        assertThat(damaged.err()).contains("circuit-explorer info: ").hasLineCount(1);
    }

    @Test
    void tasksSaysWhatTheSampleCannotDo() throws JsonProcessingException {
        CommandRun run = CommandRun.of("tasks", CommandRun.SAMPLE, "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.json()).hasSize(18);
        List<String> notLearned = new ArrayList<>();
        for (JsonNode task : run.json()) {
            if (!task.path("learned").booleanValue())
                notLearned.add(task.path("task").textValue());
            assertThat(task.path("train").path("pairs").intValue()).isEqualTo(192);
            assertThat(task.path("test").path("pairs").intValue()).isEqualTo(96);
            if (!task.path("task").textValue().equals("single_double_quote")) continue;
            assertThat(task.path("test").path("loss").doubleValue()).isBetween(0.0055, 0.0065);
            assertThat(task.path("test").path("accuracy").doubleValue()).isEqualTo(1);
        }
        assertThat(notLearned).containsExactly("class_init", "var_swap", "with_open");
    }

    @Test
    void tasksPrintsATableOfAnotherFolder() throws IOException {
        Files.copy(CommandRun.SAMPLE.resolve("tasks/var_swap.json"), folder.resolve("var_swap.json"));
        CommandRun run = CommandRun.of("tasks", CommandRun.SAMPLE, "--tasks", folder);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("var_swap", "cannot do it", "tinypython-3L cannot do var_swap");
    }

    @Test
    void aFolderWithoutTasksIsRefusedInOneSentence() {
        CommandRun empty = CommandRun.of("tasks", CommandRun.SAMPLE, "--tasks", folder);
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("expected at least one task").hasLineCount(1);
        CommandRun none = CommandRun.of("tasks", CommandRun.FIXTURES.resolve("a_csp2"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("say with --tasks").hasLineCount(1);
    }

    @Test
    void helpAndUsage() {
        for (String command : List.of("info", "run", "grad", "tasks", "prune", "histogram", "export")) {
            CommandRun help = CommandRun.of(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).startsWith("Usage: circuit-explorer " + command);
        }
        CommandRun unknown = CommandRun.of("info", "a", "--frobnicate");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--frobnicate").hasLineCount(1);
        assertThat(CommandRun.of("info").exitCode()).isEqualTo(2);
    }

    @Test
    void weightsThatAreNoNumbersAreWarnedOfAndNotPruned(@TempDir Path folder) {
        Path model = CommandRun.FIXTURES.resolve("bad/weights_nan_inf");
        CommandRun info = CommandRun.of("info", model);
        assertThat(info.exitCode()).isZero();
        assertThat(info.err()).contains("warning: ", "not finite");

        CommandRun prune = CommandRun.of("prune", model, "--task", "x", "--out", folder.resolve("x.circuit.json"));
        assertThat(prune.exitCode()).isEqualTo(2);
        assertThat(prune.err().lines().filter(line -> !line.startsWith("warning: ")))
                .singleElement()
                .asString()
                .contains("NaN or infinity", "not pruned");
    }

    @Test
    void promptsThatTheModelCannotReadAreRefused(@TempDir Path folder) {
        Path out = folder.resolve("x.safetensors");
        CommandRun unknown = CommandRun.of("run", CommandRun.SAMPLE, "--tokens", "1,5000", "--out", out);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("token 5000 is not in the vocabulary of 1024")
                .hasLineCount(1);

        String many = String.join(",", Collections.nCopies(200, "1"));
        CommandRun tooLong = CommandRun.of("run", CommandRun.SAMPLE, "--tokens", many, "--out", out);
        assertThat(tooLong.exitCode()).isEqualTo(2);
        assertThat(tooLong.err())
                .contains("has 200 tokens, the model reads at most 128")
                .hasLineCount(1);
    }
}
