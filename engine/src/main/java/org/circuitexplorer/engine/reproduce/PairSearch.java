package org.circuitexplorer.engine.reproduce;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Finds the prompts that stored losses are means over: not always the prompts stored beside them, but the first so
/// many pairs of the model's own task.
final class PairSearch {
    private static final double TOLERANCE = 2e-5;

    private final SparseTransformer model;
    private final Workers workers;
    private final float[] mask;
    private final float[] means;

    /// @param mask keeps the circuit
    PairSearch(SparseTransformer model, Workers workers, float[] mask, float[] means) {
        this.model = model;
        this.workers = workers;
        this.mask = mask;
        this.means = means;
    }

    /// Pairs over which both losses come out.
    ///
    /// @param words what they are
    /// @param error by how much the two losses differ together
    record Found(List<PromptPair> pairs, String words, double error) {}

    /// The best of the prompts stored with the circuit and of the beginnings of a task's lists.
    ///
    /// @param stored the stored prompts as pairs, possibly none
    Optional<Found> find(List<PromptPair> stored, Optional<Task> task, double modelLoss, double circuitLoss) {
        Optional<Found> own = stored.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(stored, "the stored prompts", error(stored, modelLoss, circuitLoss)));
        if (own.isPresent() && own.get().error <= TOLERANCE) return own;
        return task.stream()
                .flatMap(t -> Stream.of(
                        beginning(t.test(), "test pairs of " + t.name(), modelLoss, circuitLoss),
                        beginning(t.train(), "training pairs of " + t.name(), modelLoss, circuitLoss)))
                .flatMap(Optional::stream)
                .filter(found -> found.error <= TOLERANCE)
                .findFirst()
                .or(() -> own);
    }

    private double error(List<PromptPair> pairs, double modelLoss, double circuitLoss) {
        TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers);
        return Math.abs(evaluator.evaluate(Interventions.NONE).loss() - modelLoss)
                + Math.abs(evaluator.evaluate(mask, means).loss() - circuitLoss);
    }

    private Optional<Found> beginning(List<PromptPair> pairs, String what, double modelLoss, double circuitLoss) {
        if (pairs.isEmpty()) return Optional.empty();
        TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers);
        float[] ofModel = evaluator.evaluate(Interventions.NONE).losses();
        float[] ofCircuit = evaluator.evaluate(mask, means).losses();
        double modelSum = 0;
        double circuitSum = 0;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= pairs.size(); n++) {
            modelSum += ofModel[2 * n - 2] + ofModel[2 * n - 1];
            circuitSum += ofCircuit[2 * n - 2] + ofCircuit[2 * n - 1];
            double error = Math.abs(modelSum / (2 * n) - modelLoss) + Math.abs(circuitSum / (2 * n) - circuitLoss);
            if (error < least) {
                least = error;
                best = n;
            }
        }
        return Optional.of(new Found(pairs.subList(0, best), "the first " + best + " " + what, least));
    }
}
