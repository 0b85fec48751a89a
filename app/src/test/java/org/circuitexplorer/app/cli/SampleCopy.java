package org.circuitexplorer.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A copy of the sample model beside which files may be written, with the beginning of its corpus.
///
/// @param folder the model
/// @param corpus its corpus
record SampleCopy(Path folder, Path corpus) {
    static final int TOKENS = 4000;

    static SampleCopy in(Path folder) throws IOException {
        for (String name : List.of("config.json", "model.safetensors", "vocab.bpe", "encoder.json")) {
            Files.copy(CommandRun.SAMPLE.resolve(name), folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("tasks"));
        byte[] all = Files.readAllBytes(CommandRun.SAMPLE.resolve("corpus_sample_tokens_u16.bin"));
        return new SampleCopy(folder, Files.write(folder.resolve("corpus.bin"), Arrays.copyOf(all, 2 * TOKENS)));
    }

    /// Adds a task with only the first pairs of each kind.
    SampleCopy withTask(String name, int pairs) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Path from = CommandRun.SAMPLE.resolve("tasks").resolve(name + ".json");
        ObjectNode task = (ObjectNode) mapper.readTree(from.toFile());
        for (String kind : List.of("train", "test")) {
            ArrayNode list = (ArrayNode) task.path(kind);
            while (list.size() > pairs) list.remove(pairs);
        }
        mapper.writeValue(folder.resolve("tasks").resolve(name + ".json").toFile(), task);
        return this;
    }
}
