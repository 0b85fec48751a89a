package org.circuitexplorer.engine.kernel;

import java.util.Arrays;
import java.util.Random;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.Panel;

/// Random input of the benchmarks.
final class SparseMatrices {
    private SparseMatrices() {}

    /// @param density share of the weights that are not zero
    static Linear linear(Random random, int rows, int columns, double density) {
        CsrBuilder builder = new CsrBuilder(rows, columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (random.nextDouble() < density) builder.add(c, (float) random.nextGaussian());
            }
            builder.endRow();
        }
        return new Linear("random", builder.build(), new float[rows]);
    }

    /// A quarter of the values, as AbsTopK leaves them.
    static Panel panel(Random random, int channels, int tokens) {
        Panel panel = new Panel(channels, tokens);
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < channels; c++) {
                if (random.nextInt(4) == 0) panel.set(c, t, (float) random.nextGaussian());
            }
        }
        return panel;
    }

    static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        return ones;
    }
}
