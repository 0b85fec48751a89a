package org.circuitexplorer.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions on vectors: the same polynomials on every machine, so the same results.
final class VectorMath {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final float LOG2_E = 1.442695f;
    /// ln 2 in two parts: the first has few bits, so that its product with an exponent is exact.
    private static final float LN2_HIGH = 0.6933594f;

    private static final float LN2_LOW = -0.00021219444f;
    /// Below this argument exp is treated as constant: the result is about 1e-38.
    private static final float SMALLEST = -87.3f;

    private static final float LARGEST = 88.3f;
    private static final float SQRT_HALF_OVER_PI = 0.3989423f;

    /// `exp(x^2 / 2) * tail(x)` as a polynomial in `t = 1 / (1 + 0.24 x)`, times t: interpolated at Chebyshev nodes
    /// over
    /// 0 <= x <= 14, relative error 4e-9.
    private static final float[] TAIL = {
        0.09574152f,
        0.09586732f,
        0.08885676f,
        0.08809752f,
        0.027260534f,
        0.14297962f,
        -0.14594758f,
        0.20662138f,
        -0.12507567f,
        0.025598604f
    };

    private VectorMath() {}

    /// e to the x, relative error below 2e-7 for x in [-87.3, 88.3]; arguments outside are clamped.
    static FloatVector exp(FloatVector x) {
        FloatVector a = x.max(SMALLEST).min(LARGEST);
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
        return p.mul(exponent.reinterpretAsFloats());
    }

    /// `exp(-x^2 / 2)`: the square is taken in two parts, or its rounding would be magnified by the square's size.
    static FloatVector expMinusHalfSquare(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector lost = x.fma(x, square.neg());
        FloatVector main = exp(square.mul(-0.5f));
        return main.sub(main.mul(lost).mul(0.5f));
    }

    /// Probability that a standard normal variable exceeds x, for x >= 0: `erfc(x / sqrt 2) / 2`.
    ///
    /// @param bell `exp(-x^2 / 2)`
    static FloatVector normalTail(FloatVector x, FloatVector bell) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector t = one.div(x.fma(FloatVector.broadcast(SPECIES, 0.24f), one));
        FloatVector p = FloatVector.broadcast(SPECIES, TAIL[TAIL.length - 1]);
        for (int i = TAIL.length - 2; i >= 0; i--) p = p.fma(t, FloatVector.broadcast(SPECIES, TAIL[i]));
        return p.mul(t).mul(bell);
    }

    /// The standard normal density from its bell.
    static FloatVector normalDensity(FloatVector bell) {
        return bell.mul(SQRT_HALF_OVER_PI);
    }
}
