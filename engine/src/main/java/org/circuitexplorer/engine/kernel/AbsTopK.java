package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// AbsTopK: in each token column only the k channels of largest magnitude stay, the others become zero.
///
/// The boundary is searched among the 31 bits of a float's magnitude, which order like the magnitudes themselves:
/// counting how many channels reach a candidate narrows it down, for two vectors of columns at once, until so few
/// channels are left between the bounds that they are picked out and sorted. Among equal magnitudes at the boundary
/// the lower channels stay. Holds scratch memory for one thread.
public final class AbsTopK {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = 2 * LANES;
    private static final int MAGNITUDE = 0x7fffffff;
    /// Where no upper bound is known yet.
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    /// So few channels are sooner picked out than counted once more.
    private static final int FEWEST_PICKED = 8;
    /// Most channels that are picked out in one column.
    private static final int MOST_PICKED = 64;

    /// Mean magnitude of each column of a block.
    private final float[] mean = new float[BLOCK];
    /// Magnitude bits that at least k channels reach, and how many do.
    private final int[] low = new int[BLOCK];

    private final int[] reachLow = new int[BLOCK];
    /// Magnitude bits that fewer than k channels reach, and how many do.
    private final int[] high = new int[BLOCK];

    private final int[] reachHigh = new int[BLOCK];
    /// Where the boundary is expected, in multiples of a column's mean.
    private float expected;

    private final int[] candidate = new int[BLOCK];
    private final int[] reach = new int[BLOCK];
    private final int[] picked = new int[BLOCK * MOST_PICKED];
    private final int[] pickedCount = new int[BLOCK];

    /// Keeps the top k of each column in place.
    ///
    /// @param x `[channels][TILE]`
    /// @param k how many stay; nothing happens when it is at least `channels`
    /// @param columns token columns in use
    public void select(float[] x, int channels, int k, int columns) {
        if (k >= channels) return;
        // The first columns are searched as if magnitudes fell off exponentially, the next as if they were like these.
        expected = (float) Math.log((double) channels / k);
        for (int c = 0; c < columns; c += BLOCK) {
            search(x, channels, k, c);
            learnExpected();
            keep(x, channels, c);
            for (int j = 0; j < BLOCK; j++) {
                if (reachLow[j] > k && low[j] > 0) dropTies(x, channels, reachLow[j] - k, c + j, low[j]);
            }
        }
    }

    /// Leaves in `low` bits that exactly k channels of a column reach, or, where equal magnitudes allow no such bits,
    /// the largest that at least k reach.
    private void search(float[] x, int channels, int k, int c) {
        survey(x, channels, c);
        for (int j = 0; j < BLOCK; j++) start(channels, k, j);
        int few = Math.clamp(channels / 64, FEWEST_PICKED, MOST_PICKED);
        int round = 1;
        do {
            count(x, channels, c);
        } while (narrow(k, few, round++));
        if (settle(k)) {
            pick(x, channels, c);
            for (int j = 0; j < BLOCK; j++) if (pickedCount[j] > 0) choose(k, j);
        }
    }

    /// Each column's mean magnitude, and how many values are not zero.
    private void survey(float[] x, int channels, int c) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        IntVector n0 = IntVector.zero(INTS);
        IntVector n1 = n0;
        for (int i = c; i < channels * TILE; i += TILE) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, x, i).abs();
            FloatVector m1 = FloatVector.fromArray(SPECIES, x, i + LANES).abs();
            s0 = s0.add(m0);
            s1 = s1.add(m1);
            n0 = n0.add(m0.reinterpretAsInts().min(1));
            n1 = n1.add(m1.reinterpretAsInts().min(1));
        }
        s0.div(channels).intoArray(mean, 0);
        s1.div(channels).intoArray(mean, LANES);
        n0.intoArray(reach, 0);
        n1.intoArray(reach, LANES);
    }

    private void learnExpected() {
        float sum = 0;
        int columns = 0;
        for (int j = 0; j < BLOCK; j++) {
            if (low[j] <= 1 || mean[j] == 0f) continue;
            sum += Float.intBitsToFloat(low[j]) / mean[j];
            columns++;
        }
        if (columns > 0) expected = sum / columns;
    }

    /// The bounds of a column and its first candidate, given how many values are not zero.
    private void start(int channels, int k, int j) {
        boolean enough = reach[j] >= k;
        low[j] = enough ? 1 : 0;
        reachLow[j] = enough ? reach[j] : channels;
        high[j] = enough ? UNBOUNDED : 1;
        reachHigh[j] = enough ? 0 : reach[j];
        candidate[j] = enough ? Math.max(1, Float.floatToRawIntBits(mean[j] * expected)) : 0;
    }

    private void count(float[] x, int channels, int c) {
        // The sign bit of candidate - 1 - magnitude says that the magnitude reaches the candidate.
        IntVector t0 = IntVector.fromArray(INTS, candidate, 0).sub(1);
        IntVector t1 = IntVector.fromArray(INTS, candidate, LANES).sub(1);
        IntVector n0 = IntVector.zero(INTS);
        IntVector n1 = n0;
        for (int i = c; i < channels * TILE; i += TILE) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, x, i).abs();
            FloatVector m1 = FloatVector.fromArray(SPECIES, x, i + LANES).abs();
            n0 = n0.add(t0.sub(m0.reinterpretAsInts()).lanewise(VectorOperators.LSHR, 31));
            n1 = n1.add(t1.sub(m1.reinterpretAsInts()).lanewise(VectorOperators.LSHR, 31));
        }
        n0.intoArray(reach, 0);
        n1.intoArray(reach, LANES);
    }

    /// Takes the counts into the bounds and chooses the next candidates; false when no column needs one.
    ///
    /// @param few how many channels may be left between the bounds
    private boolean narrow(int k, int few, int round) {
        boolean open = false;
        for (int j = 0; j < BLOCK; j++) {
            // The candidate of a column that is done is its lower bound, which changes nothing.
            if (candidate[j] > low[j]) {
                if (reach[j] >= k) {
                    low[j] = candidate[j];
                    reachLow[j] = reach[j];
                } else {
                    high[j] = candidate[j];
                    reachHigh[j] = reach[j];
                }
            }
            boolean searching = reachLow[j] != k && high[j] - low[j] > 1 && reachLow[j] - reachHigh[j] > few;
            candidate[j] = searching ? next(k, few, round, j) : low[j];
            open |= searching;
        }
        return open;
    }

    /// The next candidate of a column: where one bound is close to k, beyond k, to draw the other near.
    private int next(int k, int few, int round, int j) {
        int gap = high[j] - low[j];
        if (round % 6 == 0) return low[j] + (gap >>> 1);
        int beyond = Math.max(1, few / 3);
        int aim = k;
        if (reachLow[j] <= k + beyond) aim = k - beyond;
        else if (reachHigh[j] >= k - beyond) aim = k + beyond;
        int next;
        if (low[j] == 1 || high[j] == UNBOUNDED) {
            // As exp(-magnitude / mean), with 2 (a - b) / (a + b) for log(a / b), but at least halfway up.
            float size = Float.intBitsToFloat(low[j] == 1 ? high[j] : low[j]);
            int reached = low[j] == 1 ? reachHigh[j] : reachLow[j];
            float change = (float) (reached - aim) / (reached + aim) * (2 + 0.2f * round) * mean[j];
            next = Float.floatToRawIntBits(Math.max(size + change, size * 0.5f));
        } else {
            // Counts taken as linear in the bits.
            next = low[j] + (int) ((float) gap * (reachLow[j] - aim) / (reachLow[j] - reachHigh[j]));
        }
        return Math.max(low[j] + 1, Math.min(high[j] - 1, next));
    }

    /// Sets each column's bounds apart by nothing where its boundary is known; true when some are not.
    private boolean settle(int k) {
        boolean unsettled = false;
        for (int j = 0; j < BLOCK; j++) {
            pickedCount[j] = 0;
            if (reachLow[j] == k || high[j] - low[j] <= 1) high[j] = low[j];
            else unsettled = true;
        }
        return unsettled;
    }

    /// Lists in `picked` the magnitudes between the bounds of each column, upper bound excluded.
    private void pick(float[] x, int channels, int c) {
        IntVector l0 = IntVector.fromArray(INTS, low, 0);
        IntVector l1 = IntVector.fromArray(INTS, low, LANES);
        IntVector w0 = IntVector.fromArray(INTS, high, 0).sub(l0);
        IntVector w1 = IntVector.fromArray(INTS, high, LANES).sub(l1);
        for (int i = c; i < channels * TILE; i += TILE) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, x, i).abs();
            FloatVector m1 = FloatVector.fromArray(SPECIES, x, i + LANES).abs();
            VectorMask<Integer> in0 = m0.reinterpretAsInts().sub(l0).compare(VectorOperators.ULT, w0);
            VectorMask<Integer> in1 = m1.reinterpretAsInts().sub(l1).compare(VectorOperators.ULT, w1);
            for (long in = in0.toLong() | in1.toLong() << LANES; in != 0; in &= in - 1) {
                int j = Long.numberOfTrailingZeros(in);
                picked[j * MOST_PICKED + pickedCount[j]++] = magnitude(x[i + j]);
            }
        }
    }

    /// The boundary of a column is the one of its picked magnitudes that makes k.
    private void choose(int k, int j) {
        int from = j * MOST_PICKED;
        int to = from + pickedCount[j];
        Arrays.sort(picked, from, to);
        int at = to - (k - reachHigh[j]);
        int boundary = picked[at];
        while (at > from && picked[at - 1] == boundary) at--;
        low[j] = boundary;
        reachLow[j] = reachHigh[j] + to - at;
    }

    private void keep(float[] x, int channels, int c) {
        IntVector t0 = IntVector.fromArray(INTS, low, 0).sub(1);
        IntVector t1 = IntVector.fromArray(INTS, low, LANES).sub(1);
        for (int i = c; i < channels * TILE; i += TILE) {
            IntVector b0 = FloatVector.fromArray(SPECIES, x, i).reinterpretAsInts();
            IntVector b1 = FloatVector.fromArray(SPECIES, x, i + LANES).reinterpretAsInts();
            IntVector reached0 = t0.sub(b0.and(MAGNITUDE)).lanewise(VectorOperators.ASHR, 31);
            IntVector reached1 = t1.sub(b1.and(MAGNITUDE)).lanewise(VectorOperators.ASHR, 31);
            b0.and(reached0).reinterpretAsFloats().intoArray(x, i);
            b1.and(reached1).reinterpretAsFloats().intoArray(x, i + LANES);
        }
    }

    private static void dropTies(float[] x, int channels, int excess, int column, int boundary) {
        int left = excess;
        for (int at = (channels - 1) * TILE + column; left > 0; at -= TILE) {
            if (magnitude(x[at]) == boundary) {
                x[at] = 0;
                left--;
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
            IntVector zeros = IntVector.zero(INTS);
            for (int i = c; i < channels * TILE; i += TILE) {
                IntVector magnitude =
                        FloatVector.fromArray(SPECIES, kept, i).abs().reinterpretAsInts();
                zeros = zeros.add(magnitude.sub(1).lanewise(VectorOperators.LSHR, 31));
            }
            VectorMask<Float> allKept =
                    zeros.compare(VectorOperators.GT, channels - k).cast(SPECIES);
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

    private static int magnitude(float x) {
        return Float.floatToRawIntBits(x) & MAGNITUDE;
    }
}
