package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// Writes a task as [TaskReader] reads it.
public final class TaskWriter {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TaskWriter() {}

    /// @throws IOException when it cannot be written; what the file held before is then still there
    public static void write(Path file, Task task) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", task.name());
        put(json.putArray("train"), task.train());
        put(json.putArray("test"), task.test());
        AtomicFile.write(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ArrayNode json, List<PromptPair> pairs) {
        for (PromptPair pair : pairs) {
            ObjectNode one = json.addObject();
            one.put("pos_text", pair.positiveText()).put("neg_text", pair.negativeText());
            IntStream.of(pair.positive()).forEach(one.putArray("pos")::add);
            IntStream.of(pair.negative()).forEach(one.putArray("neg")::add);
            one.put("pos_ans", pair.positiveAnswer()).put("neg_ans", pair.negativeAnswer());
        }
    }
}
