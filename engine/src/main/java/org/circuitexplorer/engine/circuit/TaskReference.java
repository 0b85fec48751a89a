package org.circuitexplorer.engine.circuit;

import java.util.List;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// Says which prompt pairs a circuit was found with.
///
/// @param name name of the task
/// @param pairs SHA-256 of the token ids and the wanted answers of all its pairs
public record TaskReference(String name, String pairs) {
    public TaskReference {
        pairs = Sha256.require(pairs);
    }

    public static TaskReference of(Task task) {
        Sha256 digest = new Sha256();
        for (List<PromptPair> part : List.of(task.train(), task.test())) {
            digest.add(part.size());
            for (PromptPair pair : part) {
                digest.add(pair.positive().length).add(pair.positive());
                digest.add(pair.negative().length).add(pair.negative());
                digest.add(pair.positiveAnswer(), pair.negativeAnswer());
            }
        }
        return new TaskReference(task.name(), digest.hex());
    }
}
