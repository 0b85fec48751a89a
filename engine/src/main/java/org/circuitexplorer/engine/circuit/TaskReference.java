package org.circuitexplorer.engine.circuit;

import java.nio.ByteBuffer;
import java.util.List;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// Says which prompt pairs a circuit was found with.
///
/// @param name name of the task
/// @param pairs SHA-256 of the token ids and the wanted answers of all its pairs
public record TaskReference(String name, String pairs) {
    public TaskReference {
        pairs = Digests.require(pairs);
    }

    public static TaskReference of(Task task) {
        Digests digest = new Digests();
        for (List<PromptPair> part : List.of(task.train(), task.test())) {
            digest.add(ints(part.size()));
            for (PromptPair pair : part) {
                digest.add(ints(pair.positive().length)).add(ints(pair.positive()));
                digest.add(ints(pair.negative().length)).add(ints(pair.negative()));
                digest.add(ints(pair.positiveAnswer(), pair.negativeAnswer()));
            }
        }
        return new TaskReference(task.name(), digest.hex());
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }
}
