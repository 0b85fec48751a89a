package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.circuitexplorer.engine.tensor.Panel;

/// Sums over queries for each key of a head: `sum[j, :] = sum_i weight[j, i] * x[i, :]`, which are the gradients of
/// keys (from logit gradients and queries) and of values (from probabilities and the gradient of the result). Rows of
/// channels are padded to whole vectors.
final class HeadGradient {
    private static final int LANES = SPECIES.length();
    /// Keys summed at once: as many chains of additions as hide an addition's latency.
    private static final int KEYS = 8;

    private final int width;
    private final int row;
    /// `[TILE][row]` a tile of x, token-major.
    private final float[] x;

    private final float[] transposed;
    private int tokens;
    /// `[T rounded up to KEYS][row]`
    private float[] sum = {};

    HeadGradient(int width) {
        this.width = width;
        this.row = (width + LANES - 1) / LANES * LANES;
        this.x = new float[TILE * row];
        this.transposed = new float[TILE];
    }

    void clear(int tokens) {
        this.tokens = tokens;
        int size = (tokens + KEYS - 1) / KEYS * KEYS * row;
        if (sum.length < size) sum = new float[size];
        else Arrays.fill(sum, 0, size, 0f);
    }

    /// Adds what the queries of one tile contribute.
    ///
    /// @param weight `[T][TILE]`, read where a query sees a key
    /// @param panel holds x in its channels from `firstChannel`
    void add(float[] weight, Panel panel, int firstChannel, Queries queries) {
        float[] tile = panel.tile(queries.tile());
        int low = queries.low();
        int high = queries.high();
        for (int c = 0; c < width; c++) {
            int from = (firstChannel + c) * TILE;
            for (int i = low; i < high; i++) x[i * row + c] = tile[from + i];
        }
        int keys = queries.keysOf(low, TILE);
        for (int j = 0; j < keys; j += KEYS) {
            int seenByAll = j + KEYS > keys ? high : Math.max(low, queries.columnOf(j + KEYS - 1));
            for (int c = 0; c < row; c += LANES) {
                for (int key = j; key < Math.min(j + KEYS, keys); key++) {
                    addRow(weight, key, Math.max(low, queries.columnOf(key)), seenByAll, c);
                }
                if (seenByAll < high) addRows(weight, j, seenByAll, high, c);
            }
        }
    }

    private void addRow(float[] weight, int key, int first, int end, int c) {
        FloatVector s = FloatVector.fromArray(SPECIES, sum, key * row + c);
        for (int i = first; i < end; i++) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i * row + c);
            s = v.fma(FloatVector.broadcast(SPECIES, weight[key * TILE + i]), s);
        }
        s.intoArray(sum, key * row + c);
    }

    private void addRows(float[] weight, int key, int from, int to, int c) {
        int at = key * row + c;
        FloatVector s0 = FloatVector.fromArray(SPECIES, sum, at);
        FloatVector s1 = FloatVector.fromArray(SPECIES, sum, at + row);
        FloatVector s2 = FloatVector.fromArray(SPECIES, sum, at + 2 * row);
        FloatVector s3 = FloatVector.fromArray(SPECIES, sum, at + 3 * row);
        FloatVector s4 = FloatVector.fromArray(SPECIES, sum, at + 4 * row);
        FloatVector s5 = FloatVector.fromArray(SPECIES, sum, at + 5 * row);
        FloatVector s6 = FloatVector.fromArray(SPECIES, sum, at + 6 * row);
        FloatVector s7 = FloatVector.fromArray(SPECIES, sum, at + 7 * row);
        for (int i = from; i < to; i++) {
            int w = key * TILE + i;
            FloatVector v = FloatVector.fromArray(SPECIES, x, i * row + c);
            s0 = v.fma(FloatVector.broadcast(SPECIES, weight[w]), s0);
            s1 = v.fma(FloatVector.broadcast(SPECIES, weight[w + TILE]), s1);
            s2 = v.fma(FloatVector.broadcast(SPECIES, weight[w + 2 * TILE]), s2);
            s3 = v.fma(FloatVector.broadcast(SPECIES, weight[w + 3 * TILE]), s3);
            s4 = v.fma(FloatVector.broadcast(SPECIES, weight[w + 4 * TILE]), s4);
            s5 = v.fma(FloatVector.broadcast(SPECIES, weight[w + 5 * TILE]), s5);
            s6 = v.fma(FloatVector.broadcast(SPECIES, weight[w + 6 * TILE]), s6);
            s7 = v.fma(FloatVector.broadcast(SPECIES, weight[w + 7 * TILE]), s7);
        }
        s0.intoArray(sum, at);
        s1.intoArray(sum, at + row);
        s2.intoArray(sum, at + 2 * row);
        s3.intoArray(sum, at + 3 * row);
        s4.intoArray(sum, at + 4 * row);
        s5.intoArray(sum, at + 5 * row);
        s6.intoArray(sum, at + 6 * row);
        s7.intoArray(sum, at + 7 * row);
    }

    /// Writes `factor * sum` to the head's channels of the sequence's tokens.
    void store(Panel panel, int firstChannel, int from, float factor) {
        for (int first = 0; first < tokens; first += TILE) {
            int count = Math.min(TILE, tokens - first);
            for (int c = 0; c < width; c++) {
                for (int t = 0; t < count; t++) transposed[t] = sum[(first + t) * row + c] * factor;
                panel.setChannel(firstChannel + c, from + first, from + first + count, transposed);
            }
        }
    }
}
