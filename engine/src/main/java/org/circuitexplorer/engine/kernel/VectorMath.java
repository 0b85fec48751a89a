package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions on tiles: the same polynomials on every machine, so the same results.
///
/// Like every kernel here these take and return arrays: a vector that crosses a call which the compiler does not inline
/// becomes an object, and a kernel of a few dozen vector operations is soon too large for calls of ours to be inlined.
final class VectorMath {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float LOG2_E = 1.442695f;
    /// ln 2 in two parts: the first has few bits, so that its product with an exponent is exact.
    private static final float LN2_HIGH = 0.6933594f;

    private static final float LN2_LOW = -0.00021219444f;
    /// Below this argument exp is treated as constant: the result is about 1e-38.
    private static final float SMALLEST = -87.3f;

    private static final float LARGEST = 88.3f;

    private VectorMath() {}

    /// e to the x in place, relative error below 2e-7 for x in [-87.3, 88.3]; arguments outside are clamped.
    ///
    /// @param x rows of [TILE] values
    /// @param at first value of the first row
    /// @param columns how many values of each row, rounded up to whole vectors
    static void exp(float[] x, int at, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            int from = at + row * TILE;
            for (int i = from; i < from + columns; i += LANES) {
                FloatVector a =
                        FloatVector.fromArray(SPECIES, x, i).max(SMALLEST).min(LARGEST);
                // Adding and subtracting 1.5 * 2^23 rounds to the nearest whole number.
                FloatVector n = a.mul(LOG2_E).add(12582912f).sub(12582912f);
                FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
                r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
                FloatVector p = FloatVector.broadcast(SPECIES, 1f / 5040);
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
                IntVector exponent =
                        ((IntVector) n.convert(VectorOperators.F2I, 0)).add(127).lanewise(VectorOperators.LSHL, 23);
                p.mul(exponent.reinterpretAsFloats()).intoArray(x, i);
            }
        }
    }
}
