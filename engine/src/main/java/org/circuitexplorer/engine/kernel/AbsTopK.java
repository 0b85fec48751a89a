package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// AbsTopK: in each token column only the k channels of largest magnitude stay, the others become zero.
///
/// The k-th largest magnitude is found by bisection over the 31 bits of a float's magnitude, which order like the
/// magnitudes themselves: no sorting, and all columns of a vector at once. Among equal magnitudes at the boundary
/// the lower channels stay.
public final class AbsTopK {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final int MAGNITUDE = 0x7fffffff;

    private AbsTopK() {}

    /// Keeps the top k of each column in place.
    ///
    /// @param x `[channels][TILE]`
    /// @param k how many stay; nothing happens when it is at least `channels`
    /// @param columns token columns in use
    public static void select(float[] x, int channels, int k, int columns) {
        if (k >= channels) return;
        for (int c = 0; c < columns; c += LANES) {
            IntVector threshold = threshold(x, channels, k, c);
            int excess = keep(x, channels, k, c, threshold);
            if (excess > 0) dropTies(x, channels, k, c, threshold);
        }
    }

    /// The largest magnitude bits that at least k channels of a column reach.
    private static IntVector threshold(float[] x, int channels, int k, int c) {
        IntVector threshold = IntVector.zero(INTS);
        for (int bit = 1 << 30; bit != 0; bit >>>= 1) {
            IntVector candidate = threshold.or(bit);
            IntVector reached = count(x, channels, c, candidate);
            VectorMask<Integer> enough = reached.compare(VectorOperators.GE, k);
            threshold = threshold.blend(candidate, enough);
            if (reached.compare(VectorOperators.EQ, k).allTrue()) break;
        }
        return threshold;
    }

    private static IntVector count(float[] x, int channels, int c, IntVector atLeast) {
        IntVector reached = IntVector.zero(INTS);
        for (int i = c; i < channels * TILE; i += TILE) {
            VectorMask<Integer> reach = magnitude(x, i).compare(VectorOperators.GE, atLeast);
            reached = reached.add(1, reach);
        }
        return reached;
    }

    /// Zeroes what is below the threshold; returns how far the fullest column exceeds k, because of equal magnitudes.
    private static int keep(float[] x, int channels, int k, int c, IntVector threshold) {
        IntVector kept = IntVector.zero(INTS);
        for (int i = c; i < channels * TILE; i += TILE) {
            VectorMask<Integer> stays = magnitude(x, i).compare(VectorOperators.GE, threshold);
            kept = kept.add(1, stays);
            FloatVector value = FloatVector.fromArray(SPECIES, x, i);
            FloatVector.zero(SPECIES).blend(value, stays.cast(SPECIES)).intoArray(x, i);
        }
        return kept.reduceLanes(VectorOperators.MAX) - k;
    }

    private static void dropTies(float[] x, int channels, int k, int c, IntVector threshold) {
        for (int lane = 0; lane < LANES; lane++) {
            int boundary = threshold.lane(lane);
            if (boundary == 0) continue;
            int kept = 0;
            for (int ch = 0; ch < channels; ch++) {
                if (magnitude(x[ch * TILE + c + lane]) >= boundary) kept++;
            }
            for (int ch = channels - 1; ch >= 0 && kept > k; ch--) {
                int at = ch * TILE + c + lane;
                if (magnitude(x[at]) == boundary) {
                    x[at] = 0;
                    kept--;
                }
            }
        }
    }

    /// Backward: the gradient passes only where a value was kept. Where fewer than k values are non-zero every zero was
    /// among the kept ones, so there the gradient passes everywhere.
    ///
    /// @param kept the result of [#select]
    /// @param gradient gradient after the selection, becomes the gradient before it
    public static void backward(float[] kept, float[] gradient, int channels, int k, int columns) {
        if (k >= channels) return;
        for (int c = 0; c < columns; c += LANES) {
            IntVector nonZero = count(kept, channels, c, IntVector.broadcast(INTS, 1));
            VectorMask<Float> allKept = nonZero.compare(VectorOperators.LT, k).cast(SPECIES);
            for (int i = c; i < channels * TILE; i += TILE) {
                VectorMask<Float> passes = FloatVector.fromArray(SPECIES, kept, i)
                        .compare(VectorOperators.NE, 0f)
                        .or(allKept);
                FloatVector.zero(SPECIES)
                        .blend(FloatVector.fromArray(SPECIES, gradient, i), passes)
                        .intoArray(gradient, i);
            }
        }
    }

    private static IntVector magnitude(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at).reinterpretAsInts().and(MAGNITUDE);
    }

    private static int magnitude(float x) {
        return Float.floatToRawIntBits(x) & MAGNITUDE;
    }
}
