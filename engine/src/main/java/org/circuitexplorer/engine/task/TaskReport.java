package org.circuitexplorer.engine.task;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;

/// How well the whole model does a task: what to know before looking for its circuit.
///
/// @param task name of the task
/// @param train on the pairs that pruning may see, empty when there are none
/// @param test on the others, empty when there are none
public record TaskReport(String task, Optional<TaskResult> train, Optional<TaskResult> test) {
    private static final double LEAST_ACCURACY = 0.9;
    private static final double MOST_LOSS = Math.log(2) / 2;

    public static TaskReport of(SparseTransformer model, Task task, Workers workers) {
        return new TaskReport(
                task.name(), evaluate(model, task.train(), workers), evaluate(model, task.test(), workers));
    }

    private static Optional<TaskResult> evaluate(SparseTransformer model, List<PromptPair> pairs, Workers workers) {
        if (pairs.isEmpty()) return Optional.empty();
        return Optional.of(new TaskEvaluator(model, pairs, workers).evaluate(Interventions.NONE));
    }

    /// Whether the model can do the task: at least nine of ten prompts right, and a loss below half of what guessing
    /// costs. Judged by the test pairs where there are any.
    public boolean isLearned() {
        return test.or(() -> train)
                .map(r -> r.accuracy() >= LEAST_ACCURACY && r.loss() <= MOST_LOSS)
                .orElse(false);
    }
}
