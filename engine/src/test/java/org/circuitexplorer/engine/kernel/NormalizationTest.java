package org.circuitexplorer.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Random;
import org.circuitexplorer.engine.model.Norm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationTest {
    @ParameterizedTest
    @CsvSource({"true,1", "true,13", "true,207", "false,3", "false,64", "false,129"})
    void agreesWithTheFormula(boolean rms, int width) {
        Random random = new Random(width);
        Norm norm = norm(random, rms, width);
        float[] x = Tiles.gaussian(random, width);
        float[] y = new float[x.length];
        new Normalization().forward(norm, x, y);
        for (int j = 0; j < TILE; j++) {
            double[] expected = naive(norm, column(x, width, j));
            for (int c = 0; c < width; c++) {
                assertThat((double) y[c * TILE + j]).isCloseTo(expected[c], within((3 + width / 8.0) * 0x1p-21));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true,5", "true,64", "false,5", "false,64"})
    void backwardIsTheDerivative(boolean rms, int width) {
        Random random = new Random(width);
        Norm norm = norm(random, rms, width);
        float[] x = Tiles.gaussian(random, width);
        float[] dy = Tiles.gaussian(random, width);
        float[] dx = new float[x.length];
        new Normalization().backward(norm, x, dy, dx);
        double step = 1e-5;
        for (int j = 0; j < TILE; j += 9) {
            for (int c = 0; c < width; c++) {
                double[] more = column(x, width, j);
                more[c] += step;
                double[] less = column(x, width, j);
                less[c] -= step;
                double slope = (dot(naive(norm, more), dy, j) - dot(naive(norm, less), dy, j)) / (2 * step);
                assertThat((double) dx[c * TILE + j]).isCloseTo(slope, within(1e-4));
            }
        }
    }

    private static Norm norm(Random random, boolean rms, int width) {
        float[] weight = new float[width];
        float[] bias = new float[width];
        for (int c = 0; c < width; c++) {
            weight[c] = 1 + random.nextFloat();
            bias[c] = rms ? 0 : random.nextFloat();
        }
        return new Norm(rms, weight, bias);
    }

    private static double[] column(float[] x, int width, int j) {
        double[] column = new double[width];
        for (int c = 0; c < width; c++) column[c] = x[c * TILE + j];
        return column;
    }

    private static double dot(double[] y, float[] dy, int j) {
        double sum = 0;
        for (int c = 0; c < y.length; c++) sum += y[c] * dy[c * TILE + j];
        return sum;
    }

    private static double[] naive(Norm norm, double[] x) {
        double mean = 0;
        for (double v : x) mean += norm.rms() ? 0 : v / x.length;
        double square = 0;
        for (double v : x) square += (v - mean) * (v - mean) / x.length;
        double scale = 1 / Math.sqrt(square + norm.epsilon());
        double[] y = new double[x.length];
        for (int c = 0; c < x.length; c++) y[c] = (x[c] - mean) * scale * norm.weight()[c] + norm.bias()[c];
        return y;
    }
}
