package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.Panel;

/// The kernels as plain loops over the same tiles, which the virtual machine may turn into vectors by itself.
final class PlainKernels {
    private PlainKernels() {}

    static float[] multiply(Linear linear, float[] in, float[] out) {
        CsrMatrix w = linear.weight();
        float[] sums = new float[TILE];
        for (int r = 0; r < linear.bias().length; r++) {
            Arrays.fill(sums, linear.bias()[r]);
            for (int n = w.rowStart()[r]; n < w.rowStart()[r + 1]; n++) {
                int from = w.column()[n] * TILE;
                float weight = w.value()[n];
                for (int j = 0; j < TILE; j++) sums[j] += weight * in[from + j];
            }
            System.arraycopy(sums, 0, out, r * TILE, TILE);
        }
        return out;
    }

    /// By sorting each column's magnitudes.
    static float[] absTopK(float[] x, int channels, int k) {
        float[] magnitudes = new float[channels];
        for (int j = 0; j < TILE; j++) {
            for (int c = 0; c < channels; c++) magnitudes[c] = Math.abs(x[c * TILE + j]);
            Arrays.sort(magnitudes);
            float least = magnitudes[channels - k];
            for (int c = 0; c < channels; c++) if (Math.abs(x[c * TILE + j]) < least) x[c * TILE + j] = 0;
        }
        return x;
    }

    /// By the library's tanh, which is not exact either.
    static float[] gelu(float[] x) {
        double root = Math.sqrt(2 / Math.PI);
        for (int i = 0; i < x.length; i++) {
            double v = x[i];
            x[i] = (float) (v / 2 * (1 + Math.tanh(root * (v + 0.044715 * v * v * v))));
        }
        return x;
    }

    static float[] rmsNorm(float[] x, int channels, float[] y) {
        float[] scale = new float[TILE];
        for (int i = 0; i < channels * TILE; i++) scale[i % TILE] += x[i] * x[i];
        for (int j = 0; j < TILE; j++) scale[j] = (float) (1 / Math.sqrt(scale[j] / channels + Norm.RMS_EPSILON));
        for (int i = 0; i < channels * TILE; i++) y[i] = x[i] * scale[i % TILE];
        return y;
    }

    static Panel attention(Panel q, Panel k, Panel v, float sinkLogit, Panel y) {
        int width = q.channels();
        double scale = 1 / Math.sqrt(width);
        float[] weight = new float[q.tokens()];
        for (int t = 0; t < q.tokens(); t++) {
            float sum = (float) Math.exp(sinkLogit);
            for (int s = 0; s <= t; s++) {
                float logit = 0;
                for (int c = 0; c < width; c++) logit += q.get(c, t) * k.get(c, s);
                weight[s] = (float) Math.exp(logit * scale);
                sum += weight[s];
            }
            for (int c = 0; c < width; c++) {
                float mixed = 0;
                for (int s = 0; s <= t; s++) mixed += weight[s] * v.get(c, s);
                y.set(c, t, mixed / sum);
            }
        }
        return y;
    }
}
