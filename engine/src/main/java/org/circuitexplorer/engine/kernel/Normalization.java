package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.model.Norm;

/// RMSNorm and LayerNorm over the channels of each token column.
///
/// With D channels: `y = (x - mean) * scale * weight + bias`, `scale = 1 / sqrt(mean((x - mean)^2) + epsilon)`;
/// RMSNorm has mean 0 and no bias. Holds scratch memory for one thread.
public final class Normalization {
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Double> DOUBLES = SPECIES.withLanes(double.class);

    private final float[] mean = new float[TILE];
    private final float[] scale = new float[TILE];
    private final double[] total = new double[TILE];
    private final double[] sums = new double[TILE];
    private final float[] sum = new float[TILE];
    private final float[] gradientMean = new float[TILE];

    /// @param x `[width][TILE]`
    /// @param y `[at least width][TILE]`, its first channels are overwritten
    public void forward(Norm norm, float[] x, float[] y) {
        Arrays.fill(total, 0);
        statistics(norm, x, norm.width());
        for (int c = 0; c < norm.width(); c++) normed(norm, c, x, y, c * TILE);
    }

    /// Only some of the channels, where the squares of the others are known. For RMSNorm, or all channels.
    ///
    /// @param channel the channel of each row
    /// @param x `[rows][TILE]`
    /// @param squares sum of the other channels' squares in each column, from `at`
    /// @param y `[at least rows][TILE]`, its first rows are overwritten
    public void forward(Norm norm, int[] channel, float[] x, double[] squares, int at, float[] y) {
        System.arraycopy(squares, at, total, 0, TILE);
        statistics(norm, x, channel.length);
        for (int r = 0; r < channel.length; r++) normed(norm, channel[r], x, y, r * TILE);
    }

    /// One more row of what the last call of [#forward] normed, given as values times weight.
    public void scale(float[] values, int from, float[] y, int at) {
        for (int j = 0; j < TILE; j++) y[at + j] = values[from + j] * scale[j];
    }

    private void normed(Norm norm, int channel, float[] x, float[] y, int at) {
        float weight = norm.weight()[channel];
        float bias = norm.bias()[channel];
        for (int j = 0; j < TILE; j++) y[at + j] = (x[at + j] - mean[j]) * scale[j] * weight + bias;
    }

    /// Adds the gradient with respect to x:
    /// `dx = scale * (g - mean(g) - n * mean(g * n))` with `g = dy * weight` and `n = (x - mean) * scale`;
    /// RMSNorm has no `mean(g)`.
    ///
    /// @param x what the forward call saw
    /// @param dy `[at least width][TILE]` gradient of y
    /// @param dx `[width][TILE]`, added to
    public void backward(Norm norm, float[] x, float[] dy, float[] dx) {
        int width = norm.width();
        Arrays.fill(total, 0);
        statistics(norm, x, width);
        Arrays.fill(gradientMean, 0f);
        Arrays.fill(sum, 0f);
        for (int c = 0; c < width; c++) {
            float weight = norm.weight()[c];
            int at = c * TILE;
            for (int j = 0; j < TILE; j++) {
                float g = dy[at + j] * weight;
                sum[j] += g * (x[at + j] - mean[j]);
                gradientMean[j] += g;
            }
        }
        for (int j = 0; j < TILE; j++) {
            sum[j] = sum[j] * scale[j] * scale[j] / width;
            gradientMean[j] = norm.rms() ? 0f : gradientMean[j] / width;
        }
        for (int c = 0; c < width; c++) {
            float weight = norm.weight()[c];
            int at = c * TILE;
            for (int j = 0; j < TILE; j++) {
                float g = dy[at + j] * weight - gradientMean[j] - (x[at + j] - mean[j]) * sum[j];
                dx[at + j] += g * scale[j];
            }
        }
    }

    /// Sums in double: what is lost here would be lost at every channel. `total` holds the squares of channels that are
    /// not among the rows.
    private void statistics(Norm norm, float[] x, int rows) {
        Arrays.fill(mean, 0f);
        if (!norm.rms()) average(x, rows);
        for (int j = 0; j < TILE; j += LANES) addSquares(x, rows, j);
        for (int j = 0; j < TILE; j++) scale[j] = (float) (1 / Math.sqrt(total[j] / norm.width() + norm.epsilon()));
    }

    /// For a vector of columns, in two halves of doubles.
    private void addSquares(float[] x, int rows, int j) {
        FloatVector off = FloatVector.fromArray(SPECIES, mean, j);
        DoubleVector low = DoubleVector.fromArray(DOUBLES, total, j);
        DoubleVector high = DoubleVector.fromArray(DOUBLES, total, j + LANES / 2);
        for (int at = j; at < rows * TILE; at += TILE) {
            FloatVector d = FloatVector.fromArray(SPECIES, x, at).sub(off);
            DoubleVector first = (DoubleVector) d.convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector second = (DoubleVector) d.convertShape(VectorOperators.F2D, DOUBLES, 1);
            low = first.fma(first, low);
            high = second.fma(second, high);
        }
        low.intoArray(total, j);
        high.intoArray(total, j + LANES / 2);
    }

    private void average(float[] x, int rows) {
        Arrays.fill(sums, 0);
        for (int c = 0; c < rows; c++) {
            for (int j = 0; j < TILE; j++) sums[j] += x[c * TILE + j];
        }
        for (int j = 0; j < TILE; j++) mean[j] = (float) (sums[j] / rows);
    }
}
