package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Attention of one head over tokens that form a tree: each token attends to itself and the tokens before it, which are
/// its ancestors. Prompts that begin alike share the tokens of their beginning.
///
/// Rows of q, k, v and y are `[channels][stride]` with a column per token; parents come before their children, one
/// branch after the other. Holds scratch memory for one thread.
public final class TreeAttention {
    private static final int LANES = SPECIES.length();
    /// Most queries whose logits are held at a time.
    private static final int BRANCH = 32;

    private final float[] largest = new float[BRANCH];

    private double[] weight = {};
    private double[] weights = {};
    private double[] sum = {};
    /// `[channels][room]` keys of a token and its ancestors; likewise values, and what comes of them.
    private float[] keys = {};

    private float[] values = {};
    private float[] logit = {};
    private float[] total = {};
    private float[] ones = {};

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
            weights[i] = weight[i] + (parent[i] < 0 ? 0 : weights[parent[i]]);
            mass[massAt + i] = (float) (weights[i] / (weights[i] + sink));
        }
        for (int row : rows) {
            for (int i = 0; i < tokens; i++) {
                sum[i] = weight[i] * v[row + i] + (parent[i] < 0 ? 0 : sum[parent[i]]);
                y[row + i] = (float) (sum[i] / (weights[i] + sink));
            }
        }
    }

    /// Attention in general: `logit = base + sum_c q[c] k[c]`.
    ///
    /// @param depth for each token the number of its ancestors, which are the last tokens before it at each smaller
    ///     depth
    /// @param q `[channels][stride]` already scaled
    /// @param k `[channels][stride]`
    public void general(
            int[] depth,
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
        int room = reservePath(depth, channels, rows.length);
        for (int first = 0; first < depth.length; ) {
            int end = first + 1;
            while (end < depth.length && end - first < BRANCH && depth[end] == depth[end - 1] + 1) end++;
            // All of them before any is read: a vector that reads what was just written in parts has to wait.
            for (int c = 0; c < channels; c++) {
                System.arraycopy(k, c * stride + first, keys, c * room + depth[first], end - first);
            }
            for (int r = 0; r < rows.length; r++) {
                System.arraycopy(v, rows[r] + first, values, r * room + depth[first], end - first);
            }
            exponentials(depth, first, end, base, q, channels, stride, sinkLogit, room);
            for (int i = first; i < end; i++) {
                int at = (i - first) * room;
                double all = sum(ones, 0, at, depth[i] + 1);
                double share = 1 / (all + Math.exp((double) sinkLogit - largest[i - first]));
                mass[massAt + i] = (float) (all * share);
                for (int r = 0; r < rows.length; r++) {
                    y[rows[r] + i] = (float) (sum(values, r * room, at, depth[i] + 1) * share);
                }
            }
            first = end;
        }
    }

    /// Makes room for the keys and values of a token and its ancestors, a row for each channel, and for the logits of
    /// a few queries.
    ///
    /// @return the length of a row, in whole vectors
    private int reservePath(int[] depth, int channels, int valueRows) {
        int room = 0;
        for (int d : depth) room = Math.max(room, d + LANES);
        room = room / LANES * LANES;
        if (keys.length < channels * room) keys = new float[channels * room];
        if (values.length < valueRows * room) values = new float[valueRows * room];
        if (logit.length < BRANCH * room) {
            logit = new float[BRANCH * room];
            total = new float[BRANCH * room];
            ones = new float[room];
            Arrays.fill(ones, 1f);
        }
        return room;
    }

    /// Leaves exp of each query's logits less the largest of them in `logit`, zero where a key comes after the query.
    private void exponentials(
            int[] depth,
            int first,
            int end,
            float base,
            float[] q,
            int channels,
            int stride,
            float sinkLogit,
            int room) {
        for (int i = first; i < end; i++) {
            int at = (i - first) * room;
            FloatVector most = FloatVector.broadcast(SPECIES, sinkLogit);
            for (int j = 0; j <= depth[i]; j += LANES) {
                FloatVector sum = FloatVector.broadcast(SPECIES, base);
                for (int c = 0; c < channels; c++) {
                    sum = FloatVector.fromArray(SPECIES, keys, c * room + j)
                            .fma(FloatVector.broadcast(SPECIES, q[c * stride + i]), sum);
                }
                sum = sum.blend(
                        Float.NEGATIVE_INFINITY,
                        SPECIES.indexInRange(j, depth[i] + 1).not());
                sum.intoArray(logit, at + j);
                most = most.blend(sum, sum.compare(VectorOperators.GT, most));
            }
            largest[i - first] = most.reduceLanes(VectorOperators.MAX);
        }
        for (int i = first; i < end; i++) {
            int at = (i - first) * room;
            FloatVector off = FloatVector.broadcast(SPECIES, largest[i - first]);
            for (int j = 0; j <= depth[i]; j += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, logit, at + j).sub(off);
                x.blend(VectorMath.SMALLEST, x.compare(VectorOperators.LT, VectorMath.SMALLEST))
                        .intoArray(logit, at + j);
            }
        }
        VectorMath.expOfSmall(logit, 0, 1, (end - first) * room, total, 0);
    }

    /// `sum_j weight[j] x[j]`: four sums side by side, whatever the vectors of the machine, so that every machine
    /// rounds alike.
    private double sum(float[] x, int from, int at, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 4 <= length; j += 4) {
            s0 += (double) logit[at + j] * x[from + j];
            s1 += (double) logit[at + j + 1] * x[from + j + 1];
            s2 += (double) logit[at + j + 2] * x[from + j + 2];
            s3 += (double) logit[at + j + 3] * x[from + j + 3];
        }
        for (; j < length; j++) s0 += (double) logit[at + j] * x[from + j];
        return s0 + s1 + s2 + s3;
    }

    private void reserve(int tokens) {
        if (weight.length >= tokens) return;
        weight = new double[tokens];
        weights = new double[tokens];
        sum = new double[tokens];
    }
}
