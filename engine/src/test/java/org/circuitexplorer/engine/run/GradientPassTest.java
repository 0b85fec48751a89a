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

    private static Panel gradient(
            SparseTransformer model,
            Workers workers,
            List<int[]> sequences,
            float[] mask,
            float[] means,
            float[] result) {
        GradientPass pass = new GradientPass(model, workers, TokenBatch.of(sequences), VOCABULARY);
        Panel logits = pass.forward(mask, means);
        pass.backward(logits, mask, means, result);
        return logits;
    }
}
