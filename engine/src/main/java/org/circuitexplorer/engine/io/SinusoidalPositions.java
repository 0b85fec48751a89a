package org.circuitexplorer.engine.io;

import org.circuitexplorer.engine.tensor.CsrBuilder;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// The fixed position embedding of models with `sinusoidal_cat_pos_emb`: the first half of the channels are sines, the
/// second half cosines, of periods spaced evenly in the logarithm from 4 tokens to the block size.
final class SinusoidalPositions {
    private static final double SHORTEST_PERIOD = 4;

    private SinusoidalPositions() {}

    /// @return `[positions, width]`
    static CsrMatrix table(int positions, int width) {
        int half = Math.max(1, width / 2);
        double longest = Math.max(SHORTEST_PERIOD, positions);
        CsrBuilder table = new CsrBuilder(positions, width);
        float[] row = new float[Math.max(width, 2 * half)];
        for (int p = 0; p < positions; p++) {
            for (int j = 0; j < half; j++) {
                double share = half == 1 ? 0 : j / (half - 1.0);
                // Rounded where float32 arithmetic rounds: late positions turn the error of a frequency into many ulps.
                float period = (float) (SHORTEST_PERIOD * Math.pow(longest / SHORTEST_PERIOD, share));
                float angle = p * ((float) (2 * Math.PI) / period);
                row[j] = (float) Math.sin(angle);
                row[half + j] = (float) Math.cos(angle);
            }
            table.addRow(row);
        }
        return table.build();
    }
}
