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
///
/// The larger of two vectors is taken by comparing and blending: Java's own `max`, which tells zeros of either sign
/// apart, is half a dozen instructions.
final class VectorMath {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    static final float LOG2_E = 1.442695f;
    /// ln 2 in two parts: the first has few bits, so that its product with an exponent is exact.
    static final float LN2_HIGH = 0.6933594f;

    static final float LN2_LOW = -0.00021219444f;
    /// Below this argument exp is treated as constant: the result is about 1e-38.
    static final float SMALLEST = -87f;

    /// 1.5 * 2^23: a small number added to it is rounded to a whole one, which stands in the lowest bits of the sum.
    static final float ROUNDING = 12582912f;

    static final int FRACTION_BITS = 23;

    /// Coefficients of e^r, the minimax polynomial of degree 6 for the relative error between -ln 2 / 2 and ln 2 / 2,
    /// 1.9e-9. Those of 1 and r are 1.
    static final float EXP_2 = 0.4999999f;

    static final float EXP_3 = 0.1666642f;
    static final float EXP_4 = 0.041668233f;
    static final float EXP_5 = 0.008374899f;
    static final float EXP_6 = 0.0013836742f;

    private VectorMath() {}

    /// `e^(x - less)` in place, and the sum of each column. The relative error is below 2e-7 for `x - less` from
    /// -87 to 88; smaller arguments are clamped, larger ones not allowed.
    ///
    /// @param x rows of [TILE] values
    /// @param at first value of the first row
    /// @param columns how many values of each row, rounded up to whole vectors
    /// @param less what is taken off each column
    /// @param total what the results of each column are added to
    /// @param first where the first column stands in `less` and `total`
    static void exp(float[] x, int at, int rows, int columns, float[] less, float[] total, int first) {
        for (int c = 0; c < columns; c += LANES) {
            FloatVector off = FloatVector.fromArray(SPECIES, less, first + c);
            for (int i = at + c; i < at + c + rows * TILE; i += TILE) {
                FloatVector a = FloatVector.fromArray(SPECIES, x, i).sub(off);
                a.blend(SMALLEST, a.compare(VectorOperators.LT, SMALLEST)).intoArray(x, i);
            }
        }
        expOfSmall(x, at, rows, columns, total, first);
    }

    /// `e^x` in place, and the sum of each column, for `x` from -87 to 88 alone: what is beyond that becomes a number
    /// without meaning. The relative error is below 2e-7.
    ///
    /// @param x rows of [TILE] values
    /// @param at first value of the first row
    /// @param columns how many values of each row, rounded up to whole vectors
    /// @param total what the results of each column are added to
    /// @param first where the first column stands in `total`
    static void expOfSmall(float[] x, int at, int rows, int columns, float[] total, int first) {
        for (int c = 0; c < columns; c += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, total, first + c);
            for (int i = at + c; i < at + c + rows * TILE; i += TILE) {
                FloatVector a = FloatVector.fromArray(SPECIES, x, i);
                FloatVector whole =
                        a.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDING));
                FloatVector n = whole.sub(ROUNDING);
                FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
                r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
                FloatVector p = FloatVector.broadcast(SPECIES, EXP_6);
                p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_5));
                p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_4));
                p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_3));
                p = p.fma(r, FloatVector.broadcast(SPECIES, EXP_2));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
                p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
                // Adding to the exponent's bits multiplies by the power of two.
                IntVector exponent = whole.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION_BITS);
                FloatVector result = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
                sum = sum.add(result);
                result.intoArray(x, i);
            }
            sum.intoArray(total, first + c);
        }
    }
}
