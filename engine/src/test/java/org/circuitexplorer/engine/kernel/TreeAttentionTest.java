package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against sums over each token's ancestors, one by one.
final class TreeAttentionTest {
    private static final int CHANNELS = 3;
    private static final int ROWS = 2;

    /// A trunk, a branch of it and a second tree.
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, -Infinity",
        "20, 10, 3, 0.5",
        "17, 1, 16, -Infinity",
        "40, 39, 33, 2",
        "90, 5, 60, -1",
        "33, 32, 1, 90"
    })
    void agreesWithSumsOverAncestors(int trunk, int shared, int branch, float sink) {
        int second = 5;
        int tokens = trunk + branch + second;
        int[] parent = new int[tokens];
        int[] depth = new int[tokens];
        for (int i = 0; i < tokens; i++) {
            boolean begins = i == 0 || i == trunk + branch;
            if (begins) parent[i] = -1;
            else if (i == trunk) parent[i] = shared - 1;
            else parent[i] = i - 1;
            depth[i] = parent[i] < 0 ? 0 : depth[parent[i]] + 1;
        }
        Random random = new Random(6);
        int stride = tokens + 3;
        float[] q = gaussian(random, CHANNELS * stride);
        float[] k = gaussian(random, CHANNELS * stride);
        float[] v = gaussian(random, ROWS * stride);
        float[] y = new float[ROWS * stride];
        float[] mass = new float[tokens + 1];
        TreeAttention attention = new TreeAttention();
        // What an earlier, longer branch has left must not be read.
        int[] longer = IntStream.range(0, 130).toArray();
        float[] nines = new float[CHANNELS * longer.length];
        Arrays.fill(nines, 9f);
        attention.general(
                longer,
                9f,
                nines,
                nines,
                CHANNELS,
                longer.length,
                sink,
                nines,
                new int[] {0, longer.length},
                new float[ROWS * longer.length],
                new float[longer.length],
                0);
        attention.general(depth, 0.3f, q, k, CHANNELS, stride, sink, v, new int[] {0, stride}, y, mass, 1);
        for (int i = 0; i < tokens; i++) {
            double all = 0;
            double[] weighted = new double[ROWS];
            for (int j = i; j >= 0; j = parent[j]) {
                double logit = 0.3f;
                for (int c = 0; c < CHANNELS; c++) logit += q[c * stride + i] * k[c * stride + j];
                double weight = Math.exp(logit - Math.max(0, sink));
                all += weight;
                for (int r = 0; r < ROWS; r++) weighted[r] += weight * v[r * stride + j];
            }
            double total = all + Math.exp(sink - Math.max(0, sink));
            assertThat(mass[1 + i]).isCloseTo((float) (all / total), within(2e-6f));
            for (int r = 0; r < ROWS; r++) {
                assertThat(y[r * stride + i]).isCloseTo((float) (weighted[r] / total), within(5e-6f));
            }
        }
    }

    private static float[] gaussian(Random random, int size) {
        float[] x = new float[size];
        for (int i = 0; i < size; i++) x[i] = (float) random.nextGaussian();
        return x;
    }
}
