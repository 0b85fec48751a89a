package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.NodeMeans;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;

/// The same short pruning of the task and of what is not there to be found.
final class ControlPruning {
    private static final int MEAN_SEQUENCES = 64;

    private final Subject subject;
    private final Task task;
    private final Optional<Corpus> corpus;
    private final long seed;

    ControlPruning(Subject subject, Task task, Optional<Corpus> corpus, long seed) {
        this.subject = subject;
        this.task = task;
        this.corpus = corpus;
        this.seed = seed;
    }

    List<PruningControl> run(ProgressListener progress, CancelToken cancel) {
        List<PruningControl> controls = new ArrayList<>();
        for (PruningControl.Kind kind : PruningControl.Kind.values()) {
            cancel.throwIfCancelled();
            progress.at("pruning controls", controls.size(), PruningControl.Kind.values().length);
            controls.add(control(kind, cancel));
        }
        return controls;
    }

    private PruningControl control(PruningControl.Kind kind, CancelToken cancel) {
        return switch (kind) {
            case TASK -> prune(kind, subject.model(), subject.means(), task, cancel);
            case SHUFFLED_ANSWERS -> prune(kind, subject.model(), subject.means(), shuffled(), cancel);
            case NONSENSE -> prune(kind, subject.model(), subject.means(), nonsense(), cancel);
            case PERMUTED_WEIGHTS -> onModel(kind, ScrambledModel.permuted(subject.model(), seed), cancel);
            case RANDOM_WEIGHTS -> onModel(kind, ScrambledModel.random(subject.model(), seed), cancel);
        };
    }

    private PruningControl onModel(PruningControl.Kind kind, SparseTransformer model, CancelToken cancel) {
        return prune(kind, model, means(model), task, cancel);
    }

    private PruningControl prune(
            PruningControl.Kind kind, SparseTransformer model, float[] means, Task of, CancelToken cancel) {
        ShortPruning.Found found =
                new ShortPruning(subject.circuit().size(), seed).prune(model, means, of, subject.workers(), cancel);
        return new PruningControl(kind, found.circuit().size(), found.loss());
    }

    private Task shuffled() {
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

    private Task nonsense() {
        Random random = new Random(seed);
        int vocabulary = subject.model().config().vocabularySize();
        int positive = random.nextInt(vocabulary);
        int negative = (positive + 1 + random.nextInt(vocabulary - 1)) % vocabulary;
        return new Task(
                task.name(),
                task.train().stream()
                        .map(p -> p.withAnswers(positive, negative))
                        .toList(),
                task.test().stream().map(p -> p.withAnswers(positive, negative)).toList());
    }

    /// Means over a part of the corpus, or without one over the prompts.
    private float[] means(SparseTransformer model) {
        List<int[]> sequences = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < MEAN_SEQUENCES; i++) {
            sequences.add(
                    corpus.isPresent()
                            ? corpus.get().sequence(random.nextInt(corpus.get().sequences()))
                            : task.train().get(i % task.train().size()).positive());
        }
        return NodeMeans.over(model, sequences, subject.workers());
    }
}
