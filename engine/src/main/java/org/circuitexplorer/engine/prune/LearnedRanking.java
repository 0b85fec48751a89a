package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Ranks nodes by masks that are learned from several random starts. Some starts end in a hole, with many times the
/// nodes of others; that which keeps the fewest nodes at its end says the order.
final class LearnedRanking {
    private final ModelOnDevice device;
    private final float[] means;
    private final PruneSettings settings;
    private final Random random;
    private final ProgressReport report;
    private final CancelToken cancel;
    private final NodeIndex index;
    private final TiedHeads ties;
    private int fewestMet;

    LearnedRanking(
            ModelOnDevice device,
            float[] means,
            PruneSettings settings,
            Random random,
            ProgressReport report,
            CancelToken cancel) {
        this.device = device;
        this.means = means;
        this.settings = settings;
        this.random = random;
        this.report = report;
        this.cancel = cancel;
        this.index = new NodeIndex(device.model().config());
        this.ties = settings.tied() ? TiedHeads.of(index) : TiedHeads.NONE;
        this.fewestMet = index.size();
    }

    /// @param pairs those that masks are learned on
    /// @param met receives masks that met the target on their batch, each smaller than the one before
    Ranking of(List<PromptPair> pairs, Consumer<float[]> met) {
        List<List<PromptPair>> batches = new ArrayList<>();
        int size = settings.mask().batchPairs();
        for (int from = 0; from < pairs.size(); from += size) {
            batches.add(pairs.subList(from, Math.min(pairs.size(), from + size)));
        }
        if (device instanceof LearnsMasks able) {
            return best(
                    () -> able.learner(settings.mask(), settings.targetLoss(), batches, means, firstTau(), ties), met);
        }
        List<TaskEvaluator> evaluators = new ArrayList<>();
        try {
            for (List<PromptPair> batch : batches) evaluators.add(new TaskEvaluator(device, batch));
            List<MaskObjective> objectives = evaluators.stream()
                    .map(evaluator -> ties.tied(new TaskObjective(evaluator, means, settings.loss())))
                    .toList();
            return best(() -> new MaskLearner(settings.mask(), settings.targetLoss(), objectives, firstTau()), met);
        } finally {
            // In a large model what they hold would leave no room for what follows.
            evaluators.forEach(TaskEvaluator::close);
        }
    }

    private float[] firstTau() {
        float[] tau = MaskLearner.firstTau(settings.mask(), index.size(), random);
        ties.tie(tau);
        return tau;
    }

    private Ranking best(Supplier<MaskLearning> learners, Consumer<float[]> met) {
        Ranking best = null;
        int fewest = 0;
        for (int start = 0; start < settings.search().starts(); start++) {
            try (MaskLearning learner = learners.get()) {
                learn(learner, start, met);
                if (best != null && learner.kept() >= fewest) continue;
                best = Ranking.of(learner.tau());
                fewest = learner.kept();
            }
        }
        return Objects.requireNonNull(best);
    }

    private void learn(MaskLearning learner, int start, Consumer<float[]> met) {
        int before = start * settings.mask().steps();
        int steps = settings.search().starts() * settings.mask().steps();
        while (!learner.isDone()) {
            cancel.throwIfCancelled();
            learner.step();
            if (learner.loss() <= settings.trainingTarget() && learner.kept() < fewestMet) {
                fewestMet = learner.kept();
                met.accept(learner.mask());
            }
            report.at(PruneStage.RANKING, before + learner.steps(), steps, learner.loss(), learner.kept());
        }
    }
}
