package org.circuitexplorer.engine.prune;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEnds;
import org.circuitexplorer.engine.circuit.FrozenTokens;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;

/// Finds the tokens that a circuit needs to know: as many others as possible are frozen, see [FewestTokens], while the
/// loss keeps to a target. Every answer of the task is an end.
public final class EndsSearch {
    private final SparseTransformer model;
    private final float[] means;
    private final Workers workers;

    /// @param means the value at which each node of the model is frozen when it is not kept
    public EndsSearch(SparseTransformer model, float[] means, Workers workers) {
        this.model = model;
        this.means = means;
        this.workers = workers;
    }

    /// The mean embedding of a corpus; without one, of some prompts.
    public static float[] elsewhere(SparseTransformer model, Optional<Corpus> corpus, Collection<int[]> prompts) {
        return FrozenTokens.meanEmbedding(
                model, corpus.map(c -> Stream.of(c.tokens())).orElseGet(prompts::stream));
    }

    /// Searches on a task's training pairs, and measures on those and on its test pairs.
    ///
    /// @param corpus whose mean embedding tokens get which are not needed; without one it is that of the prompts
    /// @param target loss to keep to, nats; a circuit whose loss is larger keeps to that
    /// @param kind which loss
    /// @throws CancelledException when cancelled
    public CircuitEnds find(
            Circuit circuit,
            Task task,
            Optional<Corpus> corpus,
            double target,
            LossKind kind,
            ProgressListener progress,
            CancelToken cancel) {
        List<PromptPair> pairs = task.seen();
        float[] elsewhere = elsewhere(model, corpus, PromptPair.prompts(pairs));
        double limit = Math.max(target, kind.of(evaluate(circuit, Set.of(), elsewhere, pairs)));
        List<Integer> needed = new FewestTokens(
                        frozen -> kind.of(evaluate(circuit, frozen, elsewhere, pairs)) <= limit, progress, cancel)
                .leftOf(PromptPair.prompts(pairs));
        List<Integer> answers = TaskTokens.of(pairs).answers();
        return new CircuitEnds(
                needed,
                answers,
                CircuitEnds.weights(model, circuit, needed, answers),
                elsewhere,
                CircuitSearch.pairLosses(task, part -> evaluate(circuit, allBut(needed, part), elsewhere, part)));
    }

    private static Set<Integer> allBut(Collection<Integer> kept, List<PromptPair> pairs) {
        Set<Integer> others = FewestTokens.tokensOf(PromptPair.prompts(pairs));
        others.removeAll(Set.copyOf(kept));
        return others;
    }

    private TaskResult evaluate(Circuit circuit, Set<Integer> frozen, float[] elsewhere, List<PromptPair> pairs) {
        SparseTransformer seeing = FrozenTokens.of(model, frozen, elsewhere);
        try (TaskEvaluator evaluator = new TaskEvaluator(seeing, pairs, workers)) {
            return evaluator.evaluate(circuit.mask(new NodeIndex(model.config())), means);
        }
    }
}
