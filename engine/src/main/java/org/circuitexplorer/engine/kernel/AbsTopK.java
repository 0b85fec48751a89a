package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// AbsTopK: in each token column only the k channels of largest magnitude stay, the others become zero.
///
/// The boundary is searched among the 31 bits of a float's magnitude, which order like the magnitudes themselves, by
/// counting how many channels reach a candidate: no sorting, and all columns of a vector at once. Among equal
/// magnitudes
/// at the boundary the lower channels stay.
public final class AbsTopK {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final int MAGNITUDE = 0x7fffffff;
    /// A factor of about 2.4 in magnitude: from the largest of many values to one that a quarter of them reach.
    private static final int FIRST_STEP = 5 << 21;

    private static final int LARGEST_STEP = 1 << 28;

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

    /// Magnitude bits that exactly k channels of a column reach, or, where equal magnitudes allow no such bits, the
    /// largest that at least k reach.
    ///
    /// Keeps `low` (reached by at least k) and `high` (by fewer), and narrows the gap: first by growing steps down
    /// from the largest magnitude, then by interpolating between the counts, every third time by halving.
    private static IntVector threshold(float[] x, int channels, int k, int c) {
        IntVector low = IntVector.zero(INTS);
        IntVector high = largest(x, channels, c).add(1);
        IntVector reachLow = IntVector.broadcast(INTS, channels);
        IntVector reachHigh = IntVector.zero(INTS);
        int step = FIRST_STEP;
        for (int round = 1; ; round++) {
            VectorMask<Integer> open =
                    reachLow.compare(VectorOperators.NE, k).and(high.sub(low).compare(VectorOperators.GT, 1));
            if (!open.anyTrue()) return low;
            IntVector inside = round % 3 == 0
                    ? high.sub(low).lanewise(VectorOperators.LSHR, 1).add(low)
                    : interpolate(low, high, reachLow.sub(k), reachLow.sub(reachHigh));
            VectorMask<Integer> unbounded = low.compare(VectorOperators.EQ, 0);
            IntVector candidate =
                    inside.blend(high.sub(step), unbounded).min(high.sub(1)).max(low.add(1));
            step = Math.min(2 * step, LARGEST_STEP);
            IntVector reach = count(x, channels, c, candidate);
            VectorMask<Integer> enough = reach.compare(VectorOperators.GE, k).and(open);
            VectorMask<Integer> few = open.andNot(enough);
            low = low.blend(candidate, enough);
            reachLow = reachLow.blend(reach, enough);
            high = high.blend(candidate, few);
            reachHigh = reachHigh.blend(reach, few);
        }
    }

    private static IntVector interpolate(IntVector low, IntVector high, IntVector surplus, IntVector between) {
        FloatVector gap = (FloatVector) high.sub(low).convert(VectorOperators.I2F, 0);
        FloatVector part = ((FloatVector) surplus.convert(VectorOperators.I2F, 0)).add(0.5f);
        FloatVector offset = gap.mul(part).div((FloatVector) between.convert(VectorOperators.I2F, 0));
        return low.add((IntVector) offset.convert(VectorOperators.F2I, 0));
    }

    private static IntVector largest(float[] x, int channels, int c) {
        IntVector largest = IntVector.zero(INTS);
        for (int i = c; i < channels * TILE; i += TILE) largest = largest.max(magnitude(x, i));
        return largest;
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
