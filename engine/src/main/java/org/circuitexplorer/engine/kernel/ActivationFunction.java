package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.circuitexplorer.engine.model.Activation;

/// The elementwise functions of a model, forward and backward, on the columns in use of a tile. Holds scratch memory
/// for one thread.
public final class ActivationFunction {
    private static final int LANES = SPECIES.length();
    /// Rows worked on at a time: what one loop leaves the next finds in the nearest cache.
    private static final int ROWS = 16;

    private static final float DENSITY_AT_ZERO = 0.3989423f;

    /// `[ROWS][TILE]` `exp(-x^2 / 2)`.
    private final float[] bell = new float[ROWS * TILE];
    /// `[ROWS][TILE]` the probability that a standard normal variable exceeds |x|.
    private final float[] tail = new float[ROWS * TILE];

    /// Applies the function in place.
    ///
    /// @param x `[rows][TILE]`
    /// @param columns token columns in use; those past the next vector boundary are left alone
    public void forward(Activation function, float[] x, int rows, int columns) {
        switch (function) {
            case IDENTITY -> {}
            case RELU -> {
                for (int i = 0; i < rows * TILE; i++) x[i] = Math.max(x[i], 0f);
            }
            case GELU -> {
                for (int row = 0; row < rows; row += ROWS) {
                    int count = Math.min(ROWS, rows - row);
                    tails(x, row * TILE, count, columns);
                    gelu(x, row * TILE, count, columns);
                }
            }
        }
    }

    /// Applies the function in place and leaves its derivative, which shares most of the work.
    ///
    /// @param x `[rows][TILE]`
    /// @param slope `[rows][TILE]`, overwritten
    /// @param columns token columns in use; those past the next vector boundary are left alone
    public void forward(Activation function, float[] x, float[] slope, int rows, int columns) {
        switch (function) {
            case IDENTITY -> Arrays.fill(slope, 0, rows * TILE, 1f);
            case RELU -> {
                for (int i = 0; i < rows * TILE; i++) slope[i] = x[i] > 0 ? 1f : 0f;
                forward(function, x, rows, columns);
            }
            case GELU -> {
                for (int row = 0; row < rows; row += ROWS) {
                    int count = Math.min(ROWS, rows - row);
                    tails(x, row * TILE, count, columns);
                    geluSlope(x, slope, row * TILE, count, columns);
                    gelu(x, row * TILE, count, columns);
                }
            }
        }
    }

    /// Multiplies a gradient after the function by its derivative.
    ///
    /// @param slope `[rows][TILE]` as [#forward(Activation, float[], float[], int, int)] left it
    /// @param gradient `[rows][TILE]`, becomes the gradient before the function
    public static void backward(float[] slope, float[] gradient, int rows) {
        for (int i = 0; i < rows * TILE; i++) gradient[i] *= slope[i];
    }

    /// `x Phi(x)`, written with the tail of |x| so that nothing cancels for negative x.
    private void gelu(float[] x, int at, int rows, int columns) {
        for (int row = 0; row < rows * TILE; row += TILE) {
            for (int i = row; i < row + columns; i += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, x, at + i);
                FloatVector lost = v.abs().mul(FloatVector.fromArray(SPECIES, tail, i));
                v.blend(0f, v.compare(VectorOperators.LT, 0f)).sub(lost).intoArray(x, at + i);
            }
        }
    }

    /// `Phi(x) + x phi(x)`.
    private void geluSlope(float[] x, float[] slope, int at, int rows, int columns) {
        for (int row = 0; row < rows * TILE; row += TILE) {
            for (int i = row; i < row + columns; i += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, x, at + i);
                FloatVector t = FloatVector.fromArray(SPECIES, tail, i);
                VectorMask<Float> positive = v.compare(VectorOperators.GT, 0f);
                FloatVector phi = t.blend(t.neg().add(1f), positive);
                FloatVector density = FloatVector.fromArray(SPECIES, bell, i).mul(DENSITY_AT_ZERO);
                v.fma(density, phi).intoArray(slope, at + i);
            }
        }
    }

    /// With `t = 1 / (1 + 0.24 |x|)`, `exp(x^2 / 2) * tail` is a polynomial in t, times t: interpolated at Chebyshev
    /// nodes over 0 <= |x| <= 14, relative error 4e-9. The exponential is that of [VectorMath#exp], of a square
    /// taken in two parts, or its rounding would be magnified by the square's size. In one loop nothing is stored
    /// on the way, and the division goes on beside the rest.
    private void tails(float[] x, int at, int rows, int columns) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int row = 0; row < rows * TILE; row += TILE) {
            for (int i = row; i < row + columns; i += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, x, at + i);
                FloatVector t = one.div(v.abs().fma(FloatVector.broadcast(SPECIES, 0.24f), one));
                FloatVector square = v.mul(v);
                FloatVector lost = v.fma(v, square.neg());
                FloatVector a = square.mul(-0.5f);
                a = a.blend(VectorMath.SMALLEST, a.compare(VectorOperators.LT, VectorMath.SMALLEST));
                FloatVector whole = a.fma(
                        FloatVector.broadcast(SPECIES, VectorMath.LOG2_E),
                        FloatVector.broadcast(SPECIES, VectorMath.ROUNDING));
                FloatVector n = whole.sub(VectorMath.ROUNDING);
                FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -VectorMath.LN2_HIGH), a);
                r = n.fma(FloatVector.broadcast(SPECIES, -VectorMath.LN2_LOW), r);
                r = lost.fma(FloatVector.broadcast(SPECIES, -0.5f), r);
                FloatVector e = FloatVector.broadcast(SPECIES, VectorMath.EXP_6);
                e = e.fma(r, FloatVector.broadcast(SPECIES, VectorMath.EXP_5));
                e = e.fma(r, FloatVector.broadcast(SPECIES, VectorMath.EXP_4));
                e = e.fma(r, FloatVector.broadcast(SPECIES, VectorMath.EXP_3));
                e = e.fma(r, FloatVector.broadcast(SPECIES, VectorMath.EXP_2));
                e = e.fma(r, one).fma(r, one);
                IntVector exponent = whole.reinterpretAsInts().lanewise(VectorOperators.LSHL, VectorMath.FRACTION_BITS);
                e = e.reinterpretAsInts().add(exponent).reinterpretAsFloats();
                e.intoArray(bell, i);
                FloatVector p = FloatVector.broadcast(SPECIES, 0.025598604f);
                p = p.fma(t, FloatVector.broadcast(SPECIES, -0.12507567f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.20662138f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, -0.14594758f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.14297962f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.027260534f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.08809752f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.08885676f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.09586732f));
                p = p.fma(t, FloatVector.broadcast(SPECIES, 0.09574152f));
                p.mul(t).mul(e).intoArray(tail, i);
            }
        }
    }
}
