package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.circuitexplorer.engine.tensor.Panel;

/// Causal attention of one head over one sequence, with an optional sink: a logit that joins the softmax's denominator
/// and carries the value zero.
///
/// Works on the query columns of one tile at a time, T keys by [Panel#TILE] queries: `logits = K q / sqrt(width)`, a
/// softmax down each column, `y = V^T p`. Both products take keys and values as the sparse matrices that AbsTopK made
/// of them ([HeadEntries]). Holds scratch memory for one thread.
public final class Attention {
    private static final int LANES = SPECIES.length();

    /// Stands for "no sink": exp of it is zero beside any other logit.
    public static final float NO_SINK = Float.NEGATIVE_INFINITY;

    private final int width;
    private final float scale;
    private final CausalSoftmax softmax = new CausalSoftmax();
    private final HeadEntries keys;
    private final HeadEntries values;
    private final HeadGradient keyGradient;
    private final HeadGradient valueGradient;
    /// `[width][TILE]`
    private final float[] result;
    /// `[width]` largest magnitude of each channel of the keys.
    private final float[] largestKey;
    /// `[TILE]` none of a column's logits is larger in magnitude.
    private final float[] bound = new float[TILE];
    /// `[TILE]` one over the sum of each column's exponentials.
    private float[] share = {};
    /// `[T rounded up][TILE]` logits, then their exponentials, then probabilities.
    private float[] weight = {};

    private float[] weightGradient = {};

    /// @param width channels of a head
    public Attention(int width) {
        this.width = width;
        this.scale = (float) (1 / Math.sqrt(width));
        this.keys = new HeadEntries(width);
        this.values = new HeadEntries(width);
        this.keyGradient = new HeadGradient(width);
        this.valueGradient = new HeadGradient(width);
        this.result = new float[width * TILE];
        this.largestKey = new float[width];
    }

    /// `y = softmax(q k^T / sqrt K) v` for the channels of one head.
    ///
    /// @param q panel of all heads' queries; likewise k and v
    /// @param firstChannel first channel of the head
    /// @param from first token of the sequence
    /// @param to token after its last
    /// @param sinkLogit the head's sink or [#NO_SINK]
    /// @param y panel that receives the head's channels
    public void forward(Panel q, Panel k, Panel v, int firstChannel, int from, int to, float sinkLogit, Panel y) {
        values.gather(v, firstChannel, from, to, 1f);
        boolean silent = values.entries() == 0;
        if (silent) Arrays.fill(result, 0f);
        else load(k, firstChannel, from, to);
        for (int tile = Queries.firstTile(from); tile <= Queries.lastTile(to); tile++) {
            Queries queries = new Queries(from, to, tile);
            if (!silent) {
                exponentials(q.tile(tile), firstChannel, queries, sinkLogit);
                sumOverKeys(values, weight, queries);
                for (int c = queries.firstVector(); c < queries.high(); c += LANES) scaleColumns(result, width, c);
            }
            queries.store(result, width, y, firstChannel);
        }
    }

    /// The probabilities that query `i` of the sequence gives to keys 0 to i, for every i: `[T][T]`, zeros above.
    public float[][] pattern(Panel q, Panel k, int firstChannel, int from, int to, float sinkLogit) {
        load(k, firstChannel, from, to);
        float[][] rows = new float[to - from][to - from];
        for (int tile = Queries.firstTile(from); tile <= Queries.lastTile(to); tile++) {
            Queries queries = new Queries(from, to, tile);
            exponentials(q.tile(tile), firstChannel, queries, sinkLogit);
            for (int c = queries.low(); c < queries.high(); c++) {
                int query = queries.query(c);
                for (int j = 0; j <= query; j++) rows[query][j] = weight[j * TILE + c] * share[c];
            }
        }
        return rows;
    }

    /// Gradients of q, k, v from the gradient of y.
    ///
    /// @param dy panel with the gradient of y
    /// @param dq panel that receives the gradient of the head's queries; likewise dk and dv
    public void backward(
            Panel q,
            Panel k,
            Panel v,
            int firstChannel,
            int from,
            int to,
            float sinkLogit,
            Panel dy,
            Panel dq,
            Panel dk,
            Panel dv) {
        load(k, firstChannel, from, to);
        values.gather(v, firstChannel, from, to, 1f);
        keyGradient.clear(to - from);
        valueGradient.clear(to - from);
        for (int tile = Queries.firstTile(from); tile <= Queries.lastTile(to); tile++) {
            Queries queries = new Queries(from, to, tile);
            exponentials(q.tile(tile), firstChannel, queries, sinkLogit);
            products(values, dy.tile(tile), firstChannel, queries, weightGradient);
            softmax.backward(weight, weightGradient, queries);
            sumOverKeys(keys, weightGradient, queries);
            queries.store(result, width, dq, firstChannel);
            keyGradient.add(weightGradient, q, firstChannel, queries);
            valueGradient.add(weight, dy, firstChannel, queries);
        }
        keyGradient.store(dk, firstChannel, from, scale);
        valueGradient.store(dv, firstChannel, from, 1f);
    }

    private void load(Panel k, int firstChannel, int from, int to) {
        keys.gather(k, firstChannel, from, to, scale);
        for (int c = 0; c < width; c++) largestKey[c] = keys.largest(c);
        int size = (to - from + TILE) * TILE;
        if (weight.length >= size) return;
        weight = new float[size];
        weightGradient = new float[size];
    }

    /// Leaves the exponentials of the logits in `weight`, zero where a query does not see a key, and in `share` what
    /// makes probabilities of them.
    private void exponentials(float[] q, int firstChannel, Queries queries, float sinkLogit) {
        products(keys, q, firstChannel, queries, weight);
        for (int c = 0; c < TILE; c += LANES) boundLogits(q, firstChannel, c);
        share = softmax.exponentials(weight, bound, queries, sinkLogit);
    }

    /// What no logit of a vector of queries is larger than.
    private void boundLogits(float[] q, int firstChannel, int c) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int row = 0; row < width; row++) {
            FloatVector query = FloatVector.fromArray(SPECIES, q, (firstChannel + row) * TILE + c);
            sum = query.abs().fma(FloatVector.broadcast(SPECIES, largestKey[row]), sum);
        }
        sum.intoArray(bound, c);
    }

    /// `out[j, :] = sum_c entries[j, c] * in[c, :]` for every key j that a query sees.
    private void products(HeadEntries entries, float[] in, int firstChannel, Queries queries, float[] out) {
        int seen = queries.keysOf(queries.low(), TILE);
        int first = queries.firstVector();
        Arrays.fill(out, 0, seen * TILE, 0f);
        entries.show(seen);
        for (int row = 0; row < width; row++) {
            SparseProduct.addRow(
                    entries.token,
                    entries.ofChannel,
                    entries.channelStart[row],
                    entries.shown[row],
                    in,
                    (firstChannel + row) * TILE + first,
                    out,
                    first,
                    queries.high() - first);
        }
    }

    /// `result[c, :] = sum_j entries[j, c] * in[j, :]` over the keys j that a query sees.
    private void sumOverKeys(HeadEntries entries, float[] in, Queries queries) {
        int first = queries.firstVector();
        entries.show(queries.keysOf(queries.low(), TILE));
        for (int row = 0; row < width; row++) {
            SparseProduct.row(
                    entries.token,
                    entries.ofChannel,
                    entries.channelStart[row],
                    entries.shown[row],
                    0f,
                    in,
                    first,
                    result,
                    row * TILE + first,
                    queries.high() - first);
        }
    }

    private void scaleColumns(float[] rows, int count, int c) {
        FloatVector factor = FloatVector.fromArray(SPECIES, share, c);
        for (int at = c; at < count * TILE + c; at += TILE) {
            FloatVector.fromArray(SPECIES, rows, at).mul(factor).intoArray(rows, at);
        }
    }
}
