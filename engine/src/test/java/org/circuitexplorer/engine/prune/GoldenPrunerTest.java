package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.junit.jupiter.api.Test;

/// Pruning the model of the public reference code's test data.
class GoldenPrunerTest {
    @Test
    void aSeedGivesOneCircuitOnAnyNumberOfThreads() throws IOException, ModelFormatException {
        SparseTransformer model = model();
        float[] means = SmallModel.means(model, 51);
        List<PromptPair> pairs = SmallModel.pairs(12, 52);
        float[] whole = new float[means.length];
        Arrays.fill(whole, 1f);
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            TaskEvaluator evaluator = new TaskEvaluator(model, pairs, one);
            double of = evaluator.evaluate(whole, means).loss();
            double none = evaluator.evaluate(new float[means.length], means).loss();
            assertThat(none).isGreaterThan(of);
            PruneSettings settings = settings(7, of + (none - of) / 3);
            PruneResult first = prune(model, means, one, pairs, settings);
            assertThat(first.targetReached()).isTrue();
            assertThat(first.circuit().size()).isBetween(1, means.length / 4);
            assertThat(prune(model, means, one, pairs, settings)).isEqualTo(first);
            assertThat(prune(model, means, three, pairs, settings)).isEqualTo(first);
            assertThat(prune(model, means, one, pairs, settings.withSeed(8)).circuit())
                    .isNotEqualTo(first.circuit());
        }
    }

    private static PruneResult prune(
            SparseTransformer model, float[] means, Workers workers, List<PromptPair> pairs, PruneSettings settings) {
        return new Pruner(model, means, workers).prune(pairs, settings, PruneProgress.Listener.NONE, new CancelToken());
    }

    private static PruneSettings settings(long seed, double target) {
        MaskSettings fewSteps =
                new MaskSettings(20, 8, 2e-2, 0.05, 0.9, 0.95, 1e-3, 1, 1, 0.1, 1e-2, 1e-3, 1.1, 0.5, 0.75);
        return PruneSettings.DEFAULT
                .withSeed(seed)
                .withTargetLoss(target)
                .withMask(fewSteps)
                .withSearch(new SearchSettings(1, 0.25, 0.005, 50, 2, 0.5));
    }

    private static SparseTransformer model() throws IOException, ModelFormatException {
        String folder = Objects.requireNonNull(GoldenPrunerTest.class.getResource("/fixtures/a_csp2"))
                .getPath();
        return ModelLoader.load(Path.of(folder), ProgressListener.NONE, new CancelToken())
                .transformer();
    }
}
