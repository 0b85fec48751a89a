package org.circuitexplorer.engine.validate;

import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.PruneStage;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;

/// Prunes controls with the whole search that circuits are found with, where [ControlPruning] has a short one.
public final class ControlSearch {
    private final SparseTransformer model;
    private final float[] means;
    private final Optional<Corpus> corpus;
    private final Workers workers;

    /// @param means the value at which each node of the model is frozen when it is not kept
    /// @param corpus for the means of models that have learned nothing
    public ControlSearch(SparseTransformer model, float[] means, Optional<Corpus> corpus, Workers workers) {
        this.model = model;
        this.means = means;
        this.corpus = corpus;
        this.workers = workers;
    }

    /// The answers and weights of a control depend on the seed and on the name of the task.
    ///
    /// @param cancel when cancelled, what was found until then counts
    public SearchedControl search(
            PruningControl.Kind kind,
            Task task,
            PruneSettings settings,
            PruneProgress.Listener listener,
            CancelToken cancel) {
        long seed = settings.seed() + task.name().hashCode();
        ControlGround on = new ControlGround(model, means, task).made(kind, corpus, seed, workers);
        Learning learning = new Learning(listener);
        PruneResult result =
                new Pruner(on.model(), on.means(), workers).prune(on.task().train(), settings, learning, cancel);
        Circuit circuit = result.circuit();
        float[] mask = circuit.mask(new NodeIndex(model.config()));
        return new SearchedControl(
                kind,
                result.targetReached(),
                result.complete(),
                circuit.size(),
                CircuitGraph.of(on.model(), circuit).edges().size(),
                settings.loss()
                        .elsewhere(
                                evaluate(on, on.task().unseen(), mask),
                                () -> evaluate(on, on.task().train(), mask)),
                learning.least);
    }

    private TaskResult evaluate(ControlGround on, List<PromptPair> pairs, float[] mask) {
        try (TaskEvaluator evaluator = new TaskEvaluator(on.model(), pairs, workers)) {
            return evaluator.evaluate(mask, on.means());
        }
    }

    /// Notes the least loss of a batch.
    private static final class Learning implements PruneProgress.Listener {
        private final PruneProgress.Listener next;
        private double least = Double.POSITIVE_INFINITY;

        Learning(PruneProgress.Listener next) {
            this.next = next;
        }

        @Override
        public void at(PruneProgress progress) {
            if (progress.stage() == PruneStage.RANKING) least = Math.min(least, progress.loss());
            next.at(progress);
        }
    }
}
