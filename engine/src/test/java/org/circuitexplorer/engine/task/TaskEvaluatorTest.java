package org.circuitexplorer.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.api.Test;

class TaskEvaluatorTest {
    private static final int PAIRS = 9;

    /// A model without AbsTopK: where a step changes a selection the loss jumps, and has no slope.
    private final SparseTransformer model = load();
    private final List<PromptPair> pairs = pairs(new Random(3));

    @Test
    void lossIsThatOfTheTwoAnswersLogits() {
        try (Workers workers = new Workers(2)) {
            TaskResult result = new TaskEvaluator(model, pairs, workers).evaluate(Interventions.NONE);
            ForwardPass pass = new ForwardPass(model, workers);
            double sum = 0;
            for (int p = 0; p < PAIRS; p++) {
                PromptPair pair = pairs.get(p);
                double positive = loss(pass, pair.positive(), pair.positiveAnswer(), pair.negativeAnswer());
                double negative = loss(pass, pair.negative(), pair.negativeAnswer(), pair.positiveAnswer());
                assertThat((double) result.losses()[2 * p]).isCloseTo(positive, within(1e-5));
                assertThat((double) result.losses()[2 * p + 1]).isCloseTo(negative, within(1e-5));
                sum += positive + negative;
            }
            assertThat(result.loss()).isCloseTo(sum / (2 * PAIRS), within(1e-5));
        }
    }

    @Test
    void gradientIsTheSlopeOfTheLoss() {
        NodeIndex index = new NodeIndex(model.config());
        Random random = new Random(5);
        float[] mask = new float[index.size()];
        float[] means = new float[index.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextFloat();
            means[i] = (float) random.nextGaussian() * 0.3f;
        }
        try (Workers workers = new Workers(2)) {
            TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers);
            float[] gradient = new float[index.size()];
            TaskResult result = evaluator.gradient(mask, means, gradient);
            assertThat(result.loss()).isEqualTo(evaluator.evaluate(mask, means).loss());
            float step = 1e-2f;
            for (int i = 0; i < mask.length; i += 7) {
                float m = mask[i];
                mask[i] = m + step;
                double more = evaluator.evaluate(mask, means).loss();
                mask[i] = m - step;
                double less = evaluator.evaluate(mask, means).loss();
                mask[i] = m;
                assertThat((double) gradient[i]).isCloseTo((more - less) / (2 * step), within(1e-4));
            }
        }
    }

    @Test
    void refusesPromptsThatTheModelCannotRead() {
        PromptPair tooLong = new PromptPair("", "", new int[33], new int[] {1}, 1, 2);
        PromptPair unknown = new PromptPair("", "", new int[] {100}, new int[] {1}, 1, 2);
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> new TaskEvaluator(model, List.of(tooLong), workers))
                    .hasMessageContaining("33 tokens")
                    .hasMessageContaining("at most 32");
            assertThatThrownBy(() -> new TaskEvaluator(model, List.of(unknown), workers))
                    .hasMessageContaining("token 100")
                    .hasMessageContaining("vocabulary of 100");
        }
    }

    private static double loss(ForwardPass pass, int[] prompt, int wanted, int other) {
        Panel logits = pass.run(TokenBatch.of(prompt), Interventions.NONE, Set.of(), LogitsAt.LAST)
                .requireLogits();
        return Math.log1p(Math.exp(logits.get(other, 0) - logits.get(wanted, 0)));
    }

    private static List<PromptPair> pairs(Random random) {
        List<PromptPair> pairs = new ArrayList<>();
        for (int p = 0; p < PAIRS; p++) {
            int[] positive = random.ints(3 + p, 0, 100).toArray();
            int[] negative = random.ints(12 - p, 0, 100).toArray();
            pairs.add(new PromptPair("", "", positive, negative, p % 3, 5 + p));
        }
        return pairs;
    }

    private static SparseTransformer load() {
        try {
            return ModelLoader.load(
                            Path.of("src/test/resources/fixtures/c_gpt2"), ProgressListener.NONE, new CancelToken())
                    .transformer();
        } catch (IOException | ModelFormatException e) {
            throw new AssertionError(e);
        }
    }
}
