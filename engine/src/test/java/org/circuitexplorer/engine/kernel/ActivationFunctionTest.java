package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.math.BigDecimal;
import java.math.MathContext;
import org.circuitexplorer.engine.model.Activation;
import org.junit.jupiter.api.Test;

class ActivationFunctionTest {
    private static final MathContext DIGITS = new MathContext(60);
    /// Not a multiple of what the kernel works on at a time.
    private static final int ROWS = 13;

    private final ActivationFunction function = new ActivationFunction();

    @Test
    void geluIsExactToAFewUnitsInTheLastPlace() {
        float[] x = grid();
        float[] y = x.clone();
        function.forward(Activation.GELU, y, ROWS, TILE);
        for (int i = 0; i < x.length; i++) {
            double expected = x[i] * phi(x[i]);
            assertThat((double) y[i]).isCloseTo(expected, within(Math.abs(expected) * 8 * 0x1p-23 + 1e-37));
        }
    }

    @Test
    void geluSlopeIsItsDerivative() {
        float[] x = grid();
        float[] y = x.clone();
        float[] slope = new float[x.length];
        function.forward(Activation.GELU, y, slope, ROWS, TILE);
        float[] alone = x.clone();
        function.forward(Activation.GELU, alone, ROWS, TILE);
        assertThat(y).isEqualTo(alone);
        for (int i = 0; i < x.length; i++) {
            double density = Math.exp(-0.5 * x[i] * x[i]) / Math.sqrt(2 * Math.PI);
            assertThat((double) slope[i]).isCloseTo(phi(x[i]) + x[i] * density, within(8 * 0x1p-23));
        }
    }

    @Test
    void aFewColumnsAreAsInAWholeTile() {
        float[] whole = grid();
        float[] part = grid();
        function.forward(Activation.GELU, whole, ROWS, TILE);
        function.forward(Activation.GELU, part, ROWS, 3);
        for (int row = 0; row < ROWS; row++) {
            for (int j = row * TILE; j < row * TILE + 3; j++)
                assertThat(part[j]).isEqualTo(whole[j]);
        }
    }

    @Test
    void reluAndItsSlopeAreZeroFromZeroDown() {
        float[] x = grid();
        float[] y = x.clone();
        float[] gradient = x.clone();
        float[] slope = new float[x.length];
        function.forward(Activation.RELU, y, slope, ROWS, TILE);
        ActivationFunction.backward(slope, gradient, ROWS);
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).isEqualTo(x[i] > 0 ? x[i] : 0f);
            assertThat(gradient[i]).isEqualTo(x[i] > 0 ? x[i] : 0f);
        }
    }

    private static float[] grid() {
        float[] x = new float[ROWS * TILE];
        for (int i = 0; i < x.length; i++) x[i] = -12f + 24f * i / x.length;
        return x;
    }

    /// The normal distribution by its Taylor series in 60 digits: exact, where the kernel uses a polynomial.
    private static double phi(double x) {
        BigDecimal square = new BigDecimal(x).pow(2);
        BigDecimal term = new BigDecimal(x);
        BigDecimal sum = term;
        for (int n = 1; n < 400; n++) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(2L * n + 1), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        // Phi(x) = 1/2 + phi(x) * sum of x^(2n+1) / (2n+1)!!, with phi(x) from the series of exp in the same digits.
        BigDecimal bell = BigDecimal.ONE;
        BigDecimal power = BigDecimal.ONE;
        BigDecimal half = square.divide(BigDecimal.TWO, DIGITS);
        for (int n = 1; n < 400; n++) {
            power = power.multiply(half, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            bell = bell.add(power, DIGITS);
        }
        BigDecimal rootOfTwoPi = BigDecimal.TWO
                .multiply(new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459"))
                .sqrt(DIGITS);
        return new BigDecimal("0.5")
                .add(sum.divide(bell.multiply(rootOfTwoPi, DIGITS), DIGITS))
                .doubleValue();
    }
}
