package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.circuitexplorer.engine.model.Activation;

/// The elementwise functions of a model, forward and backward, on whole tiles.
public final class ActivationFunction {
    private static final int LANES = SPECIES.length();

    private ActivationFunction() {}

    /// Applies the function in place.
    ///
    /// @param size how many values; a multiple of the tile width
    public static void forward(Activation function, float[] x, int size) {
        switch (function) {
            case IDENTITY -> {}
            case RELU -> {
                for (int i = 0; i < size; i++) x[i] = Math.max(x[i], 0f);
            }
            case GELU -> {
                for (int i = 0; i < size; i += LANES)
                    gelu(FloatVector.fromArray(SPECIES, x, i)).intoArray(x, i);
            }
        }
    }

    /// Multiplies the gradient after the function by the function's derivative.
    ///
    /// @param before values before the function
    /// @param gradient gradient after the function, becomes the gradient before it
    public static void backward(Activation function, float[] before, float[] gradient, int size) {
        switch (function) {
            case IDENTITY -> {}
            case RELU -> {
                for (int i = 0; i < size; i++) gradient[i] = before[i] > 0 ? gradient[i] : 0f;
            }
            case GELU -> {
                for (int i = 0; i < size; i += LANES) {
                    FloatVector slope = geluSlope(FloatVector.fromArray(SPECIES, before, i));
                    FloatVector.fromArray(SPECIES, gradient, i).mul(slope).intoArray(gradient, i);
                }
            }
        }
    }

    /// `x Phi(x)`, written with the tail of |x| so that nothing cancels for negative x.
    private static FloatVector gelu(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector lost = size.mul(VectorMath.normalTail(size, VectorMath.expMinusHalfSquare(size)));
        return x.max(0f).sub(lost);
    }

    /// `Phi(x) + x phi(x)`.
    private static FloatVector geluSlope(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector bell = VectorMath.expMinusHalfSquare(size);
        FloatVector tail = VectorMath.normalTail(size, bell);
        VectorMask<Float> positive = x.compare(VectorOperators.GT, 0f);
        FloatVector phi = tail.blend(tail.neg().add(1f), positive);
        return x.mul(VectorMath.normalDensity(bell)).add(phi);
    }
}
