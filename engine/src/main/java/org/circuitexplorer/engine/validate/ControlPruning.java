package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.prune.SearchSettings;
import org.circuitexplorer.engine.run.NodeMeans;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// The same short pruning of the task and of what is not there to be found. It learns masks for a few steps and keeps
/// no more nodes than the circuit has.
final class ControlPruning {
    /// Targets tried one after the other, nats: the second lets a control do its best where the first is out of reach.
    private static final List<Double> TARGETS = List.of(0.15, 0.4);

    private static final int STEPS = 80;
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
        int most = subject.circuit().size();
        TaskEvaluator unseen = new TaskEvaluator(model, of.test(), subject.workers());
        PruningControl best = new PruningControl(kind, 0, Double.POSITIVE_INFINITY);
        for (double target : TARGETS) {
            PruneResult found = new Pruner(model, means, subject.workers())
                    .prune(of.train(), settings(target, most), at -> {}, cancel);
            if (!found.complete()) throw new CancelledException();
            Circuit small = largest(found.circuit(), most);
            double loss = unseen.evaluate(small.mask(subject.index()), means).loss();
            if (loss < best.loss()) best = new PruningControl(kind, small.size(), loss);
            if (found.targetReached() && found.circuit().size() <= most) break;
        }
        return best;
    }

    private PruneSettings settings(double target, int most) {
        MaskSettings d = MaskSettings.DEFAULT;
        MaskSettings few = new MaskSettings(
                STEPS,
                d.batchPairs(),
                2 * d.learningRate(),
                d.warmUp(),
                d.beta1(),
                d.beta2(),
                d.weightDecay(),
                d.clip(),
                d.temperature(),
                d.initialBias(),
                d.initialNoise(),
                d.nodePrice(),
                d.priceStep() * d.priceStep(),
                d.smoothing(),
                d.aim());
        return PruneSettings.DEFAULT
                .withTargetLoss(target)
                .withMaxNodes(most)
                .withSeed(seed)
                .withMask(few)
                .withSearch(new SearchSettings(1.0 / 3, 0.002, 20, 0, 0.5));
    }

    /// The nodes with the largest learned parameters.
    private static Circuit largest(Circuit circuit, int most) {
        if (circuit.size() <= most) return circuit;
        List<NodeId> best = circuit.nodeSet().stream()
                .sorted((a, b) -> Double.compare(tau(circuit, b), tau(circuit, a)))
                .limit(most)
                .toList();
        return Circuit.of(best);
    }

    private static double tau(Circuit circuit, NodeId node) {
        return circuit.info(node).tau().orElse(-1);
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
