package org.circuitexplorer.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.circuitexplorer.engine.circuit.SmallModel;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientPassTest {
    private static final int[] VOCABULARY = {5, 0, 3};

    /// Sequences of every length, of which many begin alike, one within another, and some are the same.
    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33})
    void sequencesThatShareTokensGiveTheSumOfWhatEachGivesAlone(int seed) {
        for (SparseTransformer model : List.of(SmallModel.create(seed), SmallModel.createOther(seed))) {
            SplittableRandom random = new SplittableRandom(seed);
            int nodes = new NodeIndex(model.config()).size();
            float[] mask = new float[nodes];
            float[] means = new float[nodes];
            for (int i = 0; i < nodes; i++) {
                mask[i] = (float) Math.min(1, 3 * random.nextDouble());
                means[i] = (float) random.nextDouble(-1, 1);
            }
            List<int[]> sequences = new ArrayList<>();
            for (int s = 0; s < 60; s++) {
                int length = 1 + random.nextInt(model.config().blockSize());
                sequences.add(random.ints(length, 0, 3).toArray());
            }
            float[] together = new float[nodes];
            double[] sum = new double[nodes];
            try (Workers workers = new Workers(2)) {
                Panel logits = gradient(model, workers, sequences, mask, means, together);
                for (int s = 0; s < sequences.size(); s++) {
                    float[] alone = new float[nodes];
                    Panel own = gradient(model, workers, List.of(sequences.get(s)), mask, means, alone);
                    for (int c = 0; c < VOCABULARY.length; c++) {
                        assertThat(logits.get(c, s)).isCloseTo(own.get(c, 0), within(2e-5f));
                    }
                    for (int i = 0; i < nodes; i++) sum[i] += alone[i];
                }
            }
            double largest = Arrays.stream(sum).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < nodes; i++) assertThat((double) together[i]).isCloseTo(sum[i], within(2e-5 * largest));
        }
    }

    /// A mask that is almost 0 computes what 0 does, but leaves nothing out of a product. One pass meets several masks,
    /// so that what it keeps from one must not stay for the next.
    @ParameterizedTest
    @ValueSource(ints = {41, 42})
    void productsWithoutClosedNodesGiveTheSame(int seed) {
        for (SparseTransformer model : List.of(SmallModel.create(seed), SmallModel.createOther(seed))) {
            SplittableRandom random = new SplittableRandom(seed);
            int nodes = new NodeIndex(model.config()).size();
            float[] means = new float[nodes];
            for (int i = 0; i < nodes; i++) means[i] = (float) random.nextDouble(-1, 1);
            List<int[]> sequences = List.of(new int[] {1, 2, 3}, new int[] {1, 2, 0}, new int[] {2});
            try (Workers workers = new Workers(2)) {
                GradientPass pass = new GradientPass(model, workers, TokenBatch.of(sequences), VOCABULARY);
                for (double open : new double[] {0.5, 0.1, 1, 0.5, 0}) {
                    float[] mask = new float[nodes];
                    float[] almost = new float[nodes];
                    for (int i = 0; i < nodes; i++) {
                        mask[i] = random.nextDouble() < open ? 1 : 0;
                        almost[i] = Math.max(mask[i], 1e-30f);
                    }
                    float[] found = new float[nodes];
                    float[] expected = new float[nodes];
                    Panel logits = gradient(pass, mask, means, found);
                    Panel all = gradient(model, workers, sequences, almost, means, expected);
                    assertThat(logits.toRowMajor()).containsExactly(all.toRowMajor(), within(2e-5f));
                    assertThat(found).containsExactly(expected, within(2e-5f * largest(expected)));
                }
            }
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) largest = Math.max(largest, Math.abs(value));
        return largest;
    }

    private static Panel gradient(
            SparseTransformer model,
            Workers workers,
            List<int[]> sequences,
            float[] mask,
            float[] means,
            float[] result) {
        return gradient(new GradientPass(model, workers, TokenBatch.of(sequences), VOCABULARY), mask, means, result);
    }

    private static Panel gradient(GradientPass pass, float[] mask, float[] means, float[] result) {
        Panel logits = pass.forward(mask, means);
        pass.backward(logits, mask, means, result);
        return logits;
    }
}
