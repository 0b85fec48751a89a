package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.TokenRun.LAGS;
import static org.circuitexplorer.engine.kernel.TokenRun.LANES;
import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Products of a [TokenRun]'s queries with their keys, lag by lag: a row read some places earlier meets each query
/// with the key that many tokens before it, so that short sequences fill whole vectors. Weights are `[lags][stride]`,
/// a row for each lag and in it a place for each query, zero in the margins and where a key is hidden from the query.
/// Channels that are the same at every token cost no product.
final class LagProducts {
    /// Channels whose sums are taken at a time.
    private static final int CHANNELS = 4;

    private final int width;
    /// Channels that vary, in whole groups: the last is repeated.
    private final int[] listed;

    private int count;
    /// `[places]`
    private float[] sum = {};

    LagProducts(int width) {
        this.width = width;
        this.listed = new int[width + CHANNELS];
    }

    /// Whether `sum_c x[c, j] * y[c, i]` is one number for all j and i.
    boolean areAlike(HeadRows x, HeadRows y) {
        for (int c = 0; c < width; c++) {
            if ((x.varies[c] && !y.isZero(c)) || (y.varies[c] && !x.isZero(c))) return false;
        }
        return true;
    }

    /// That number.
    float common(HeadRows x, HeadRows y) {
        float sum = 0;
        for (int c = 0; c < width; c++) {
            if (!x.varies[c] && !y.varies[c]) sum += x.constant[c] * y.constant[c];
        }
        return sum;
    }

    /// `out[d, j] = sum_c x[c, j] * y[c, j - d]` for the lags that the place's vector reaches.
    void dot(TokenRun run, HeadRows x, HeadRows y, float[] out) {
        clearSum(run);
        count = 0;
        for (int c = 0; c < width; c++) {
            if (x.isZero(c)) continue;
            if (y.varies[c]) listed[count++] = c;
            else if (y.constant[c] != 0f) addScaled(run, x.value, c * run.stride() + run.margin(), y.constant[c]);
        }
        for (int j = 0; j < run.places(); j += LANES) {
            for (int d = 0; d <= run.reach(j); d += LAGS) dot(run, x.value, y.value, j, d, out);
        }
    }

    private void dot(TokenRun run, float[] x, float[] y, int j, int d, float[] out) {
        int stride = run.stride();
        int place = run.margin() + j;
        FloatVector s0 = FloatVector.fromArray(SPECIES, sum, j);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int n = 0; n < count; n++) {
            int at = listed[n] * stride + place;
            FloatVector a = FloatVector.fromArray(SPECIES, x, at);
            s0 = a.fma(FloatVector.fromArray(SPECIES, y, at - d), s0);
            s1 = a.fma(FloatVector.fromArray(SPECIES, y, at - d - 1), s1);
            s2 = a.fma(FloatVector.fromArray(SPECIES, y, at - d - 2), s2);
            s3 = a.fma(FloatVector.fromArray(SPECIES, y, at - d - 3), s3);
        }
        int at = d * stride + place;
        s0.intoArray(out, at);
        s1.intoArray(out, at + stride);
        s2.intoArray(out, at + 2 * stride);
        s3.intoArray(out, at + 3 * stride);
    }

    /// For each query the sum over its keys: `out[c, j] = sum_d weight[d, j] * x[c, j - d]`.
    ///
    /// @param out `[width][places]`
    void overKeys(TokenRun run, float[] weight, HeadRows x, float[] out) {
        clearSum(run);
        for (int d = 0; d < run.lags(); d++) addScaled(run, weight, d * run.stride() + run.margin(), 1f);
        constants(run, x, out);
        for (int j = 0; j < run.places(); j += LANES) {
            for (int n = 0; n < count; n += CHANNELS) sums(run, weight, 0, x.value, -1, n, j, run.reach(j), out);
        }
    }

    /// For each key the sum over the queries that see it: `out[c, i] = sum_d weight[d, i + d] * x[c, i + d]`.
    ///
    /// @param out `[width][places]`
    void overQueries(TokenRun run, float[] weight, HeadRows x, float[] out) {
        clearSum(run);
        for (int d = 0; d < run.lags(); d++) addScaled(run, weight, d * run.stride() + run.margin() + d, 1f);
        constants(run, x, out);
        for (int j = 0; j < run.places(); j += LANES) {
            for (int n = 0; n < count; n += CHANNELS) sums(run, weight, 1, x.value, 1, n, j, run.ahead(j), out);
        }
    }

    /// Rows of channels that do not vary are multiples of the weights' sum; the others are listed.
    private void constants(TokenRun run, HeadRows x, float[] out) {
        count = 0;
        for (int c = 0; c < width; c++) {
            int at = c * run.places();
            if (x.varies[c]) listed[count++] = c;
            else for (int j = 0; j < run.places(); j++) out[at + j] = sum[j] * x.constant[c];
        }
        if (count > 0) Arrays.fill(listed, count, count + CHANNELS - 1, listed[count - 1]);
    }

    /// Four channels in a vector of places.
    ///
    /// @param weightStep places by which the weights move from one lag to the next
    /// @param step places by which the channels do
    private void sums(
            TokenRun run, float[] weight, int weightStep, float[] x, int step, int n, int j, int lags, float[] out) {
        int stride = run.stride();
        int place = run.margin() + j;
        int x0 = listed[n] * stride + place;
        int x1 = listed[n + 1] * stride + place;
        int x2 = listed[n + 2] * stride + place;
        int x3 = listed[n + 3] * stride + place;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int d = 0; d <= lags; d++) {
            FloatVector w = FloatVector.fromArray(SPECIES, weight, d * (stride + weightStep) + place);
            s0 = w.fma(FloatVector.fromArray(SPECIES, x, x0 + d * step), s0);
            s1 = w.fma(FloatVector.fromArray(SPECIES, x, x1 + d * step), s1);
            s2 = w.fma(FloatVector.fromArray(SPECIES, x, x2 + d * step), s2);
            s3 = w.fma(FloatVector.fromArray(SPECIES, x, x3 + d * step), s3);
        }
        s0.intoArray(out, listed[n] * run.places() + j);
        s1.intoArray(out, listed[n + 1] * run.places() + j);
        s2.intoArray(out, listed[n + 2] * run.places() + j);
        s3.intoArray(out, listed[n + 3] * run.places() + j);
    }

    private void clearSum(TokenRun run) {
        if (sum.length < run.places()) sum = new float[run.places()];
        Arrays.fill(sum, 0, run.places(), 0f);
    }

    private void addScaled(TokenRun run, float[] x, int at, float factor) {
        for (int j = 0; j < run.places(); j++) sum[j] += x[at + j] * factor;
    }
}
