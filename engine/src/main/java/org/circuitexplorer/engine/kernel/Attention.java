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
    /// Query columns that share a number of keys: rows past the last of them are left out.
    private static final int BLOCK = Math.min(TILE, 4 * LANES);

    /// Stands for "no sink": exp of it is zero beside any other logit.
    public static final float NO_SINK = Float.NEGATIVE_INFINITY;

    private final int width;
    private final float scale;
    private final HeadEntries keys;
    private final HeadEntries values;
    private final HeadGradient keyGradient;
    private final HeadGradient valueGradient;
    /// `[width][TILE]`
    private final float[] result;
    /// `[TILE]` one over the sum of each column's exponentials.
    private final float[] share = new float[TILE];
    /// `[TILE]` exponential of the sink's logit in each column.
    private final float[] sinkWeight = new float[TILE];
    /// `[TILE]` largest logit of each column.
    private final float[] largest = new float[TILE];
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
        values.listByToken(to - from);
        keyGradient.clear(to - from);
        valueGradient.clear(to - from);
        for (int tile = Queries.firstTile(from); tile <= Queries.lastTile(to); tile++) {
            Queries queries = new Queries(from, to, tile);
            exponentials(q.tile(tile), firstChannel, queries, sinkLogit);
            products(values, dy.tile(tile), firstChannel, queries, weightGradient);
            for (int c = queries.firstVector(); c < queries.high(); c += LANES) softmaxBackward(queries, c);
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
        keys.listByToken(to - from);
        int size = (to - from + TILE) * TILE;
        if (weight.length >= size) return;
        weight = new float[size];
        weightGradient = new float[size];
    }

    /// Leaves the exponentials of the logits in `weight`, zero where a query does not see a key, and in `share` what
    /// makes probabilities of them.
    private void exponentials(float[] q, int firstChannel, Queries queries, float sinkLogit) {
        products(keys, q, firstChannel, queries, weight);
        softmax(queries, sinkLogit);
    }

    /// `out[j, :] = sum_c entries[j, c] * in[c, :]` for every key j that a block of columns sees.
    private static void products(HeadEntries entries, float[] in, int firstChannel, Queries queries, float[] out) {
        for (int c = queries.firstVector(); c < queries.high(); c += BLOCK) {
            int columns = Math.min(BLOCK, queries.high() - c);
            int seen = queries.keysOf(c, BLOCK);
            for (int j = 0; j < seen; j++) {
                SparseProduct.row(
                        entries.channel,
                        entries.ofToken,
                        entries.tokenStart[j],
                        entries.tokenStart[j + 1],
                        0f,
                        in,
                        firstChannel * TILE + c,
                        out,
                        j * TILE + c,
                        columns);
            }
        }
    }

    /// `result[c, :] = sum_j entries[j, c] * in[j, :]` over the keys that each block of columns sees.
    private void sumOverKeys(HeadEntries entries, float[] in, Queries queries) {
        for (int c = queries.firstVector(); c < queries.high(); c += BLOCK) {
            int columns = Math.min(BLOCK, queries.high() - c);
            int seen = queries.keysOf(c, BLOCK);
            for (int row = 0; row < width; row++) {
                SparseProduct.row(
                        entries.token,
                        entries.ofChannel,
                        entries.channelStart[row],
                        entries.end(row, seen),
                        0f,
                        in,
                        c,
                        result,
                        row * TILE + c,
                        columns);
            }
        }
    }

    private void softmax(Queries queries, float sinkLogit) {
        for (int c = queries.firstVector(); c < queries.high(); c += BLOCK) {
            int seenByBlock = queries.keysOf(c, BLOCK);
            int end = Math.min(c + BLOCK, queries.high());
            for (int lane = c; lane < end; lane += LANES) softmax(queries, lane, seenByBlock, sinkLogit);
        }
    }

    /// The same for a vector of columns.
    ///
    /// @param seenByBlock keys that the block of columns around it sees; those that the vector does not become zero
    private void softmax(Queries queries, int c, int seenByBlock, float sinkLogit) {
        int seen = queries.keysOf(c, LANES);
        hide(queries, c, seen, Float.NEGATIVE_INFINITY);
        findLargest(c, seen, sinkLogit);
        Arrays.fill(share, c, c + LANES, 0f);
        Arrays.fill(sinkWeight, c, c + LANES, sinkLogit);
        VectorMath.exp(sinkWeight, c, 1, LANES, largest, share, c);
        VectorMath.exp(weight, c, seen, LANES, largest, share, c);
        // What hidden keys added to the sum is too small to change it.
        hide(queries, c, seen, 0f);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int key = seen; key < seenByBlock; key++) zero.intoArray(weight, key * TILE + c);
        FloatVector.broadcast(SPECIES, 1f)
                .div(FloatVector.fromArray(SPECIES, share, c))
                .intoArray(share, c);
    }

    /// Each column's largest logit, the sink's among them: taken off them all, exp cannot overflow.
    private void findLargest(int c, int seen, float sinkLogit) {
        FloatVector most = FloatVector.broadcast(SPECIES, sinkLogit);
        for (int at = c; at < seen * TILE + c; at += TILE) {
            most = most.max(FloatVector.fromArray(SPECIES, weight, at));
        }
        most.intoArray(largest, c);
    }

    private static int blockOf(Queries queries, int c) {
        int first = queries.firstVector();
        return first + (c - first) / BLOCK * BLOCK;
    }

    /// Sets the keys that some columns of a vector see and others, which come before them, do not.
    private void hide(Queries queries, int c, int seen, float value) {
        for (int key = queries.keysOf(c, 1); key < seen; key++) {
            Arrays.fill(weight, key * TILE + c, key * TILE + Math.min(c + LANES, queries.columnOf(key)), value);
        }
    }

    /// Makes probabilities of the exponentials and, of their gradients, those of the logits:
    /// `ds = p * (dp - sum_j p dp)`.
    void softmaxBackward(Queries queries, int c) {
        int end = queries.keysOf(blockOf(queries, c), BLOCK) * TILE + c;
        scaleColumns(weight, end / TILE, c);
        FloatVector mean = FloatVector.zero(SPECIES);
        for (int at = c; at < end; at += TILE) {
            mean = FloatVector.fromArray(SPECIES, weight, at)
                    .fma(FloatVector.fromArray(SPECIES, weightGradient, at), mean);
        }
        for (int at = c; at < end; at += TILE) {
            FloatVector.fromArray(SPECIES, weightGradient, at)
                    .sub(mean)
                    .mul(FloatVector.fromArray(SPECIES, weight, at))
                    .intoArray(weightGradient, at);
        }
    }

    private void scaleColumns(float[] rows, int count, int c) {
        FloatVector factor = FloatVector.fromArray(SPECIES, share, c);
        for (int at = c; at < count * TILE + c; at += TILE) {
            FloatVector.fromArray(SPECIES, rows, at).mul(factor).intoArray(rows, at);
        }
    }
}
