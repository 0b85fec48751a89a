package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReaderTest {
    @TempDir
    Path directory;

    private static ModelConfig model() throws Exception {
        return ModelConfigReader.read(Fixture.sample("tinypython-3L").resolve("beeg_config.json"))
                .model();
    }

    @Test
    void theSampleTasksFitTheSampleModel() throws Exception {
        var tasks = TaskReader.readAll(Fixture.sample("tinypython-3L").resolve("tasks"), model());

        assertThat(tasks).extracting(Task::name).hasSize(18).isSorted().contains("single_double_quote", "with_open");
        assertThat(tasks).allSatisfy(task -> {
            assertThat(task.train()).hasSize(192);
            assertThat(task.test()).hasSize(96);
        });
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Task task = TaskReader.readAll(Fixture.sample("tinypython-3L").resolve("tasks"), model())
                .getFirst();
        Path file = directory.resolve("again.json");
        TaskWriter.write(file, task);

        assertThat(TaskReader.read(file, model())).usingRecursiveComparison().isEqualTo(task);
    }

    @Test
    void aTaskIsToldFromOtherFiles() throws Exception {
        Path sample = Fixture.sample("tinypython-3L");
        assertThat(TaskReader.isOne(sample.resolve("tasks/with_open.json"))).isTrue();
        assertThat(TaskReader.isOne(sample.resolve("config.json"))).isFalse();
        assertThat(TaskReader.isOne(sample.resolve("circuits/with_as.circuit.json")))
                .isFalse();
        assertThat(TaskReader.isOne(sample.resolve("model.safetensors"))).isFalse();
        assertThat(TaskReader.isOne(sample)).isFalse();
        assertThat(TaskReader.isOne(Files.writeString(directory.resolve("half.json"), "{\"train\"")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"train": 3}                                           | train: is 3, expected a list of pairs
            {"train": []}                                          | train: holds no pair
            {"train": [[]]}                                        | train[0]: is a list, expected an object
            {"train": [{"pos": []}]}                               | train[0].pos: is a list, expected a list of token ids
            {"train": [{"pos": [1], "neg": [1, "2"]}]}             | train[0].neg[1]: is the text "2"
            {"train": [{"pos": [1], "neg": [1, -2]}]}              | train[0].neg[1]: is -2, expected a token id
            {"train": [{"pos": [1], "neg": [1, 1024]}]}            | expected a token id from 0 to 1023
            {"train": [{"pos": [1], "neg": [2], "pos_ans": 1}]}    | train[0].neg_ans: is nothing, expected a token id
            {"train": [{"pos_text": 1}]}                           | train[0].pos_text: is 1, expected a text
            {"name": 1, "train": []}                               | name: is 1, expected a text
            {"train": [{"pos": [1e99]}]}                           | train[0].pos[0]
            {"train"                                               | is not valid JSON at line 1
            """)
    void malformedTasksAreRefused(String json, String message) throws Exception {
        Path file = Files.writeString(directory.resolve("odd.json"), json);

        assertThatThrownBy(() -> TaskReader.read(file, model()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("odd.json")
                .hasMessageContaining(message);
    }

    @Test
    void aPromptLongerThanTheContextIsRefused() throws Exception {
        String ids = "[" + "1,".repeat(128) + "1]";
        Path file = Files.writeString(directory.resolve("long.json"), "{\"train\": [{\"pos\": " + ids + "}]}");

        assertThatThrownBy(() -> TaskReader.read(file, model()))
                .hasMessageContaining("train[0].pos: has 129 tokens, expected at most 128");
    }
}
