package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;

/// A node under a mask, one row of a tile: `y = m x + (1 - m) mean`, and back. Holds scratch memory for one thread.
public final class MaskedRow {
    private static final int LANES = SPECIES.length();
    /// Sums are taken in as many parts on every machine, so that they are the same on every machine.
    private static final int PARTS = 16;

    private final float[] part = new float[PARTS];

    /// @param x `[channels][TILE]`
    /// @param y `[channels][TILE]`, its row at `at` is overwritten
    /// @param at first value of the row
    public static void forward(float[] x, float[] y, int at, float m, float mean) {
        // Not x * 0 + mean: the replaced value may be infinite or NaN.
        for (int i = at; i < at + TILE; i++) y[i] = m == 0f ? mean : x[i] * m + mean * (1 - m);
    }

    /// Turns the gradient of y into that of x.
    ///
    /// @param gradient zero in columns past the last token
    /// @return the gradient of m, `sum(dy * (x - mean))`
    public float backward(float[] x, float[] gradient, int at, float m, float mean) {
        for (int first = 0; first < PARTS; first += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = at + first; i < at + TILE; i += PARTS) {
                FloatVector g = FloatVector.fromArray(SPECIES, gradient, i);
                sum = FloatVector.fromArray(SPECIES, x, i).sub(mean).fma(g, sum);
                g.mul(m).intoArray(gradient, i);
            }
            sum.intoArray(part, first);
        }
        return everyFourth(0) + everyFourth(2) + (everyFourth(1) + everyFourth(3));
    }

    private float everyFourth(int i) {
        return part[i] + part[i + 8] + (part[i + 4] + part[i + 12]);
    }
}
