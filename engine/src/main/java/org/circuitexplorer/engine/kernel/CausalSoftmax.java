package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// A softmax over the keys that each query sees, with an optional sink, and its derivative. Holds scratch memory for
/// one thread.
///
/// Where no logit is larger than [#LARGE] in magnitude, exponentials are taken of the logits as they are, neither
/// finding the largest nor taking it off: the result is the same but for rounding, and they all are ordinary numbers.
final class CausalSoftmax {
    private static final int LANES = SPECIES.length();
    /// e^60 is 1e26: so many tokens as memory holds can be summed, and e^-60 is far from the smallest float.
    private static final float LARGE = 60f;
    /// `[TILE][TILE]` one where a query sees a key of the same tile: row k is zero in its first k columns.
    private static final float[] SEES = new float[TILE * TILE];

    static {
        for (int k = 0; k < TILE; k++) Arrays.fill(SEES, k * TILE + k, (k + 1) * TILE, 1f);
    }

    /// `[TILE]` one over the sum of each column's exponentials.
    private final float[] share = new float[TILE];
    /// `[TILE]` largest logit of each column.
    private final float[] largest = new float[TILE];
    /// `[TILE]` sums in which hidden keys count, which nobody reads.
    private final float[] withHidden = new float[TILE];
    /// `[TILE]` exponential of the sink's logit in each column.
    private final float[] sinkWeight = new float[TILE];

    /// Makes exponentials of the logits, zero where a query does not see a key.
    ///
    /// @param weight `[keys][TILE]` logits
    /// @param bound `[TILE]` none of a column's logits is larger in magnitude
    /// @param sinkLogit the head's sink or [Attention#NO_SINK]
    /// @return `[TILE]` what makes probabilities of the exponentials, shared
    float[] exponentials(float[] weight, float[] bound, Queries queries, float sinkLogit) {
        boolean small = !(sinkLogit > LARGE);
        for (int c = queries.low(); c < queries.high(); c++) small &= bound[c] <= LARGE;
        if (small) ofSmall(weight, queries, (float) StrictMath.exp(sinkLogit));
        else {
            for (int c = queries.firstVector(); c < queries.high(); c += LANES) ofLarge(weight, queries, c, sinkLogit);
        }
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int c = 0; c < TILE; c += LANES)
            one.div(FloatVector.fromArray(SPECIES, share, c)).intoArray(share, c);
        return share;
    }

    private void ofSmall(float[] weight, Queries queries, float sink) {
        int first = queries.firstVector();
        int columns = queries.high() - first;
        int seenByAll = queries.keysOf(queries.low(), 1);
        int seen = queries.keysOf(queries.low(), TILE);
        Arrays.fill(share, sink);
        VectorMath.expOfSmall(weight, first, seenByAll, columns, share, first);
        VectorMath.expOfSmall(weight, seenByAll * TILE + first, seen - seenByAll, columns, withHidden, first);
        for (int c = first; c < queries.high(); c += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, share, c);
            for (int key = seenByAll; key < seen; key++) {
                FloatVector shown = FloatVector.fromArray(SPECIES, weight, key * TILE + c)
                        .mul(FloatVector.fromArray(SPECIES, SEES, queries.columnOf(key) * TILE + c));
                shown.intoArray(weight, key * TILE + c);
                sum = sum.add(shown);
            }
            sum.intoArray(share, c);
        }
    }

    /// A vector of columns, each column's largest logit taken off it.
    private void ofLarge(float[] weight, Queries queries, int c, float sinkLogit) {
        int seen = queries.keysOf(c, LANES);
        hide(weight, queries, c, seen, Float.NEGATIVE_INFINITY);
        findLargest(weight, c, seen, sinkLogit);
        Arrays.fill(share, c, c + LANES, 0f);
        Arrays.fill(sinkWeight, c, c + LANES, sinkLogit);
        VectorMath.exp(sinkWeight, c, 1, LANES, largest, share, c);
        VectorMath.exp(weight, c, seen, LANES, largest, share, c);
        // What hidden keys added to the sum is too small to change it.
        hide(weight, queries, c, seen, 0f);
        int seenByTile = queries.keysOf(queries.low(), TILE);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int key = seen; key < seenByTile; key++) zero.intoArray(weight, key * TILE + c);
    }

    private void findLargest(float[] weight, int c, int seen, float sinkLogit) {
        FloatVector most = FloatVector.broadcast(SPECIES, sinkLogit);
        for (int at = c; at < seen * TILE + c; at += TILE) {
            FloatVector logit = FloatVector.fromArray(SPECIES, weight, at);
            most = most.blend(logit, logit.compare(VectorOperators.GT, most));
        }
        most.intoArray(largest, c);
    }

    /// Sets the keys that some columns of a vector see and others, which come before them, do not.
    private static void hide(float[] weight, Queries queries, int c, int seen, float value) {
        for (int key = queries.keysOf(c, 1); key < seen; key++) {
            Arrays.fill(weight, key * TILE + c, key * TILE + Math.min(c + LANES, queries.columnOf(key)), value);
        }
    }

    /// After [#exponentials], makes probabilities of the exponentials and, of their gradients, those of the logits:
    /// `ds = p * (dp - sum_j p dp)`.
    ///
    /// @param gradient `[keys][TILE]`
    void backward(float[] weight, float[] gradient, Queries queries) {
        int rows = queries.keysOf(queries.low(), TILE) * TILE;
        for (int c = queries.firstVector(); c < queries.high(); c += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, share, c);
            FloatVector mean = FloatVector.zero(SPECIES);
            for (int at = c; at < rows; at += TILE) {
                FloatVector probability =
                        FloatVector.fromArray(SPECIES, weight, at).mul(factor);
                probability.intoArray(weight, at);
                mean = probability.fma(FloatVector.fromArray(SPECIES, gradient, at), mean);
            }
            for (int at = c; at < rows; at += TILE) {
                FloatVector.fromArray(SPECIES, gradient, at)
                        .sub(mean)
                        .mul(FloatVector.fromArray(SPECIES, weight, at))
                        .intoArray(gradient, at);
            }
        }
    }
}
