package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;

/// Attention of one head over tokens that form a tree: each token attends to itself and the tokens before it, which are
/// its ancestors. Prompts that begin alike share the tokens of their beginning.
///
/// Rows of q, k, v and y are `[channels][stride]` with a column per token; parents come before their children. Holds
/// scratch memory for one thread.
public final class TreeAttention {
    private final float[] less = new float[TILE];
    private final float[] columnSum = new float[TILE];
    private float[] logit = {};
    private double[] weight = {};
    private double[] total = {};
    private double[] sum = {};

    /// Attention in which the logit depends on the key alone, in one pass over the tree: a token's sums are its
    /// parent's plus its own term.
    ///
    /// @param parent parent of each token, -1 for a root
    /// @param logits attention logit of each token as a key
    /// @param sinkLogit the head's sink or [Attention#NO_SINK]
    /// @param v values
    /// @param rows first index of each wanted row in `v` and, at the same place, in `y`
    /// @param y receives the weighted means
    /// @param mass receives at `massAt` the sum of each token's probabilities, 1 less the sink's
    public void byKey(
            int[] parent, float[] logits, float sinkLogit, float[] v, int[] rows, float[] y, float[] mass, int massAt) {
        int tokens = parent.length;
        reserve(tokens);
        float largest = sinkLogit;
        for (int i = 0; i < tokens; i++) largest = Math.max(largest, logits[i]);
        double sink = Math.exp((double) sinkLogit - largest);
        for (int i = 0; i < tokens; i++) {
            weight[i] = Math.exp((double) logits[i] - largest);
            total[i] = weight[i] + (parent[i] < 0 ? 0 : total[parent[i]]);
            mass[massAt + i] = (float) (total[i] / (total[i] + sink));
        }
        for (int row : rows) {
            for (int i = 0; i < tokens; i++) {
                sum[i] = weight[i] * v[row + i] + (parent[i] < 0 ? 0 : sum[parent[i]]);
                y[row + i] = (float) (sum[i] / (total[i] + sink));
            }
        }
    }

    /// Attention in general: `logit = base + sum_c q[c] k[c]`.
    ///
    /// @param path for each token its ancestors from the root to itself, one token's after the other's
    /// @param pathStart `[tokens + 1]` where each token's path starts
    /// @param q `[channels][stride]` already scaled
    /// @param k `[channels][stride]`
    public void general(
            int[] path,
            int[] pathStart,
            float base,
            float[] q,
            float[] k,
            int channels,
            int stride,
            float sinkLogit,
            float[] v,
            int[] rows,
            float[] y,
            float[] mass,
            int massAt) {
        for (int i = 0; i + 1 < pathStart.length; i++) {
            int from = pathStart[i];
            int length = pathStart[i + 1] - from;
            double share = exponentials(path, from, length, i, base, q, k, channels, stride, sinkLogit);
            double all = 0;
            for (int j = 0; j < length; j++) all += logit[j];
            mass[massAt + i] = (float) (all * share);
            for (int row : rows) {
                double weighted = 0;
                for (int j = 0; j < length; j++) weighted += logit[j] * v[row + path[from + j]];
                y[row + i] = (float) (weighted * share);
            }
        }
    }

    /// Leaves exp of each logit in `logit` and returns what makes probabilities of them.
    private double exponentials(
            int[] path,
            int from,
            int length,
            int query,
            float base,
            float[] q,
            float[] k,
            int channels,
            int stride,
            float sinkLogit) {
        int rows = (length + TILE - 1) / TILE;
        if (logit.length < rows * TILE) logit = new float[rows * TILE];
        Arrays.fill(logit, 0, length, base);
        Arrays.fill(logit, length, rows * TILE, Float.NEGATIVE_INFINITY);
        for (int c = 0; c < channels; c++) {
            float a = q[c * stride + query];
            if (a == 0f) continue;
            for (int j = 0; j < length; j++) logit[j] += a * k[c * stride + path[from + j]];
        }
        float largest = sinkLogit;
        for (int j = 0; j < length; j++) largest = Math.max(largest, logit[j]);
        int columns = Math.min(TILE, length);
        Arrays.fill(less, largest);
        Arrays.fill(columnSum, 0f);
        VectorMath.exp(logit, 0, rows, columns, less, columnSum, 0);
        double all = Math.exp((double) sinkLogit - largest);
        for (int j = 0; j < columns; j++) all += columnSum[j];
        return 1 / all;
    }

    private void reserve(int tokens) {
        if (weight.length >= tokens) return;
        weight = new double[tokens];
        total = new double[tokens];
        sum = new double[tokens];
    }
}
