package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.NodeMeans;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// What a control is pruned on.
///
/// @param model the model, or one that has learned nothing
/// @param means the value at which each of its nodes is frozen
/// @param task the task, or its prompts with other answers
record ControlGround(SparseTransformer model, float[] means, Task task) {
    private static final int MEAN_SEQUENCES = 64;

    /// @param corpus for the means of models that have learned nothing; without one they are taken over prompts
    /// @param seed the same seed gives the same answers and weights
    ControlGround made(PruningControl.Kind kind, Optional<Corpus> corpus, long seed, Workers workers) {
        return switch (kind) {
            case TASK -> this;
            case SHUFFLED_ANSWERS -> new ControlGround(model, means, shuffled(seed));
            case NONSENSE -> new ControlGround(model, means, nonsense(seed));
            case PERMUTED_WEIGHTS -> on(ScrambledModel.permuted(model, seed), corpus, seed, workers);
            case RANDOM_WEIGHTS -> on(ScrambledModel.random(model, seed), corpus, seed, workers);
        };
    }

    private Task shuffled(long seed) {
        Random random = new Random(seed);
        return new Task(task.name(), shuffled(task.train(), random), shuffled(task.test(), random));
    }

    private static List<PromptPair> shuffled(List<PromptPair> pairs, Random random) {
        return pairs.stream()
                .map(p -> random.nextBoolean()
                        ? p
                        : p.withAnswers(/* positive= */ p.negativeAnswer(), /* negative= */ p.positiveAnswer()))
                .toList();
    }

    private Task nonsense(long seed) {
        Random random = new Random(seed);
        int vocabulary = model.config().vocabularySize();
        int positive = random.nextInt(vocabulary);
        int negative = (positive + 1 + random.nextInt(vocabulary - 1)) % vocabulary;
        return new Task(
                task.name(),
                withAnswers(task.train(), positive, negative),
                withAnswers(task.test(), positive, negative));
    }

    private static List<PromptPair> withAnswers(List<PromptPair> pairs, int positive, int negative) {
        return pairs.stream().map(p -> p.withAnswers(positive, negative)).toList();
    }

    private ControlGround on(SparseTransformer other, Optional<Corpus> corpus, long seed, Workers workers) {
        List<int[]> sequences = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < MEAN_SEQUENCES; i++) {
            sequences.add(
                    corpus.isPresent()
                            ? corpus.get().sequence(random.nextInt(corpus.get().sequences()))
                            : task.train().get(i % task.train().size()).positive());
        }
        return new ControlGround(other, NodeMeans.over(other, sequences, workers), task);
    }
}
