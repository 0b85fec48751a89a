package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.Memory.ADDRESSES;
import static org.circuitexplorer.engine.kernel.Memory.MEMORY;
import static org.circuitexplorer.engine.kernel.Memory.ORDER;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// AbsTopK: in each token column only the k channels of largest magnitude stay, the others become zero.
///
/// The boundary is searched among the 31 bits of a float's magnitude, which order like the magnitudes themselves. First
/// among their upper 15: two vectors of columns are copied as shorts, which lie side by side in the nearest caches, and
/// counting how many channels reach a candidate narrows the boundary down until so few channels are left between the
/// bounds that these are picked out whole and sorted. Among equal magnitudes at the boundary the lower channels stay.
/// Holds scratch memory for one thread.
public final class AbsTopK {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final VectorSpecies<Short> SHORTS = SPECIES.withLanes(short.class);
    private static final VectorSpecies<Short> HALF_OF_SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = 2 * LANES;
    private static final int MAGNITUDE = 0x7fffffff;
    /// From a magnitude's bits to their upper part.
    private static final int LOWER_BITS = 16;
    /// Above every upper part.
    private static final int UNBOUNDED = 1 << 15;
    /// So many counts fit in a short.
    private static final int MOST_COUNTED = Short.MAX_VALUE;
    /// So few channels are sooner picked out than counted once more.
    private static final int FEWEST_PICKED = 8;
    /// Most channels that are picked out together with other columns'.
    private static final int MOST_PICKED = 64;

    /// `[channels][BLOCK]` upper parts of the magnitudes of a block.
    private short[] upper = {};
    /// Mean magnitude of each column of a block.
    private final float[] mean = new float[BLOCK];
    /// How many values of each column are not zero.
    private final int[] nonZero = new int[BLOCK];
    /// Upper part that at least k channels reach, and how many do.
    private final int[] low = new int[BLOCK];

    private final int[] reachLow = new int[BLOCK];
    /// Upper part that fewer than k channels reach, and how many do.
    private final int[] high = new int[BLOCK];

    private final int[] reachHigh = new int[BLOCK];
    /// Where the boundary is expected, in multiples of a column's mean.
    private float expected;

    private final int[] candidate = new int[BLOCK];
    private final short[] below = new short[BLOCK];
    private final short[] counted = new short[BLOCK];
    private final int[] reach = new int[BLOCK];
    /// Bits of the smallest magnitude that stays in each column, and how many channels reach it.
    private final int[] boundary = new int[BLOCK];

    private final int[] reachBoundary = new int[BLOCK];
    private final int[] picked = new int[BLOCK * MOST_PICKED];
    private final int[] pickedCount = new int[BLOCK];

    /// Keeps the top k of each column in place.
    ///
    /// @param x `[channels][TILE]`
    /// @param k how many stay; nothing happens when it is at least `channels`
    /// @param columns token columns in use
    public void select(float[] x, int channels, int k, int columns) {
        if (k >= channels) return;
        begin(channels, k);
        for (int c = 0; c < columns; c += BLOCK) {
            search(x, channels, k, c);
            learnExpected();
            keep(x, channels, c);
            for (int j = 0; j < BLOCK; j++) {
                if (reachBoundary[j] > k && boundary[j] > 0) {
                    dropTies(x, channels, reachBoundary[j] - k, c + j, boundary[j], at -> x[at] = 0f);
                }
            }
        }
    }

    /// As [#select], but what stays goes elsewhere, and the values are left as they are.
    ///
    /// @param k how many stay, fewer than `channels`
    /// @param out `[channels][TILE]`, kept alive by the caller; columns not in use may be left alone
    void copy(float[] x, int channels, int k, int columns, MemorySegment out) {
        Objects.checkFromIndexSize(0, (long) channels * TILE * Float.BYTES, out.byteSize());
        begin(channels, k);
        for (int c = 0; c < columns; c += BLOCK) {
            search(x, channels, k, c);
            learnExpected();
            copyKept(x, channels, c, out.address());
            for (int j = 0; j < BLOCK; j++) {
                if (reachBoundary[j] > k && boundary[j] > 0) {
                    dropTies(
                            x,
                            channels,
                            reachBoundary[j] - k,
                            c + j,
                            boundary[j],
                            at -> out.set(ValueLayout.JAVA_FLOAT, (long) at * Float.BYTES, 0f));
                }
            }
        }
    }

    private void begin(int channels, int k) {
        if (upper.length < channels * BLOCK) upper = new short[channels * BLOCK];
        // The first columns are searched as if magnitudes fell off exponentially, the next as if they were like these.
        expected = (float) Math.log((double) channels / k);
    }

    /// Leaves in `boundary` bits that exactly k channels of a column reach, or, where equal magnitudes allow no such
    /// bits, the largest that at least k reach.
    private void search(float[] x, int channels, int k, int c) {
        survey(x, channels, c);
        for (int j = 0; j < BLOCK; j++) start(channels, k, j);
        int few = Math.clamp(channels / 64, FEWEST_PICKED, MOST_PICKED);
        int round = 1;
        do {
            count(channels);
        } while (narrow(k, few, round++));
        if (!settle(k)) return;
        pick(x, channels, c);
        for (int j = 0; j < BLOCK; j++) {
            if (pickedCount[j] > 0) choose(picked, j * MOST_PICKED, pickedCount[j], k, j);
            else if (reachBoundary[j] == 0) chooseAmongMany(x, channels, c + j, k, j);
        }
    }

    /// The upper parts, each column's mean magnitude, and how many values are not zero.
    private void survey(float[] x, int channels, int c) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        IntVector n0 = IntVector.zero(INTS);
        IntVector n1 = n0;
        int to = 0;
        for (int i = c; i < channels * TILE; i += TILE) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, x, i).abs();
            FloatVector m1 = FloatVector.fromArray(SPECIES, x, i + LANES).abs();
            s0 = s0.add(m0);
            s1 = s1.add(m1);
            IntVector b0 = m0.reinterpretAsInts();
            IntVector b1 = m1.reinterpretAsInts();
            n0 = n0.add(b0.min(1));
            n1 = n1.add(b1.min(1));
            ((ShortVector) b0.lanewise(VectorOperators.LSHR, LOWER_BITS)
                            .convertShape(VectorOperators.I2S, HALF_OF_SHORTS, 0))
                    .intoArray(upper, to);
            ((ShortVector) b1.lanewise(VectorOperators.LSHR, LOWER_BITS)
                            .convertShape(VectorOperators.I2S, HALF_OF_SHORTS, 0))
                    .intoArray(upper, to + LANES);
            to += BLOCK;
        }
        s0.div(channels).intoArray(mean, 0);
        s1.div(channels).intoArray(mean, LANES);
        n0.intoArray(nonZero, 0);
        n1.intoArray(nonZero, LANES);
    }

    private void learnExpected() {
        float sum = 0;
        int columns = 0;
        for (int j = 0; j < BLOCK; j++) {
            if (boundary[j] <= 1 || mean[j] == 0f) continue;
            sum += Float.intBitsToFloat(boundary[j]) / mean[j];
            columns++;
        }
        if (columns > 0) expected = sum / columns;
    }

    /// The bounds of a column and its first candidate.
    private void start(int channels, int k, int j) {
        low[j] = 0;
        reachLow[j] = channels;
        high[j] = UNBOUNDED;
        reachHigh[j] = 0;
        boolean enough = nonZero[j] > k;
        candidate[j] = enough ? Math.clamp(upperPart(mean[j] * expected), 1, UNBOUNDED - 1) : 0;
    }

    private static int upperPart(float magnitude) {
        return Float.floatToRawIntBits(magnitude) >>> LOWER_BITS;
    }

    /// How many channels of each column reach its candidate.
    private void count(int channels) {
        for (int j = 0; j < BLOCK; j++) below[j] = (short) (candidate[j] - 1);
        Arrays.fill(reach, 0);
        for (int first = 0; first < channels; first += MOST_COUNTED) {
            count(first, Math.min(channels, first + MOST_COUNTED));
            for (int j = 0; j < BLOCK; j++) reach[j] += counted[j];
        }
    }

    private void count(int first, int end) {
        // The sign of below - upper says that a channel reaches the candidate.
        ShortVector t = ShortVector.fromArray(SHORTS, below, 0);
        ShortVector n = ShortVector.zero(SHORTS);
        for (int i = first * BLOCK; i < end * BLOCK; i += BLOCK) {
            n = n.sub(t.sub(ShortVector.fromArray(SHORTS, upper, i)).lanewise(VectorOperators.ASHR, 15));
        }
        n.intoArray(counted, 0);
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
            boolean searching =
                    nonZero[j] > k && reachLow[j] != k && high[j] - low[j] > 1 && reachLow[j] - reachHigh[j] > few;
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
        if (low[j] == 0 || high[j] == UNBOUNDED) {
            // As exp(-magnitude / mean), with 2 (a - b) / (a + b) for log(a / b), but at least halfway up.
            float size = Float.intBitsToFloat((low[j] == 0 ? high[j] : low[j]) << LOWER_BITS);
            int reached = low[j] == 0 ? reachHigh[j] : reachLow[j];
            float change = (float) (reached - aim) / (reached + aim) * (2 + 0.2f * round) * mean[j];
            next = upperPart(Math.max(size + change, size * 0.5f));
        } else {
            // Counts taken as linear in the bits.
            next = low[j] + (int) ((float) gap * (reachLow[j] - aim) / (reachLow[j] - reachHigh[j]));
        }
        return Math.max(low[j] + 1, Math.min(high[j] - 1, next));
    }

    /// Sets the boundaries that are known; true when some are not, whose `reachBoundary` is zero.
    private boolean settle(int k) {
        boolean unsettled = false;
        for (int j = 0; j < BLOCK; j++) {
            pickedCount[j] = 0;
            boolean few = nonZero[j] <= k;
            boolean known = few || reachLow[j] == k;
            if (!known) unsettled = true;
            boundary[j] = few ? 0 : low[j] << LOWER_BITS;
            reachBoundary[j] = known ? k : 0;
            // Nothing lies between equal bounds.
            if (known || reachLow[j] - reachHigh[j] > MOST_PICKED) high[j] = low[j];
        }
        return unsettled;
    }

    /// Lists in `picked` the magnitudes between the bounds of each column, upper bound excluded.
    private void pick(float[] x, int channels, int c) {
        for (int j = 0; j < BLOCK; j++) {
            below[j] = (short) low[j];
            counted[j] = (short) (high[j] - low[j]);
        }
        ShortVector from = ShortVector.fromArray(SHORTS, below, 0);
        ShortVector width = ShortVector.fromArray(SHORTS, counted, 0);
        for (int i = 0; i < channels; i++) {
            VectorMask<Short> between =
                    ShortVector.fromArray(SHORTS, upper, i * BLOCK).sub(from).compare(VectorOperators.ULT, width);
            for (long in = between.toLong(); in != 0; in &= in - 1) {
                int j = Long.numberOfTrailingZeros(in);
                picked[j * MOST_PICKED + pickedCount[j]++] = magnitude(x[i * TILE + c + j]);
            }
        }
    }

    /// The boundary of a column is the one of its picked magnitudes that makes k.
    private void choose(int[] magnitudes, int from, int count, int k, int j) {
        int to = from + count;
        Arrays.sort(magnitudes, from, to);
        int at = to - (k - reachHigh[j]);
        int last = magnitudes[at];
        while (at > from && magnitudes[at - 1] == last) at--;
        boundary[j] = last;
        reachBoundary[j] = reachHigh[j] + to - at;
    }

    /// As [#choose], where more channels share one upper part than are picked: where many are equal.
    private void chooseAmongMany(float[] x, int channels, int column, int k, int j) {
        int[] all = new int[reachLow[j] - reachHigh[j]];
        int count = 0;
        for (int i = 0; i < channels; i++) {
            if (upper[i * BLOCK + j] == low[j]) all[count++] = magnitude(x[i * TILE + column]);
        }
        choose(all, 0, count, k, j);
    }

    private void keep(float[] x, int channels, int c) {
        IntVector t0 = IntVector.fromArray(INTS, boundary, 0).sub(1);
        IntVector t1 = IntVector.fromArray(INTS, boundary, LANES).sub(1);
        for (int i = c; i < channels * TILE; i += TILE) {
            IntVector b0 = FloatVector.fromArray(SPECIES, x, i).reinterpretAsInts();
            IntVector b1 = FloatVector.fromArray(SPECIES, x, i + LANES).reinterpretAsInts();
            IntVector reached0 = t0.sub(b0.and(MAGNITUDE)).lanewise(VectorOperators.ASHR, 31);
            IntVector reached1 = t1.sub(b1.and(MAGNITUDE)).lanewise(VectorOperators.ASHR, 31);
            b0.and(reached0).reinterpretAsFloats().intoArray(x, i);
            b1.and(reached1).reinterpretAsFloats().intoArray(x, i + LANES);
        }
    }

    private void copyKept(float[] x, int channels, int c, long out) {
        IntVector t0 = IntVector.fromArray(INTS, boundary, 0).sub(1);
        IntVector t1 = IntVector.fromArray(INTS, boundary, LANES).sub(1);
        long at = out & ADDRESSES;
        for (int i = c; i < channels * TILE; i += TILE) {
            IntVector b0 = FloatVector.fromArray(SPECIES, x, i).reinterpretAsInts();
            IntVector b1 = FloatVector.fromArray(SPECIES, x, i + LANES).reinterpretAsInts();
            IntVector reached0 = t0.sub(b0.and(MAGNITUDE)).lanewise(VectorOperators.ASHR, 31);
            IntVector reached1 = t1.sub(b1.and(MAGNITUDE)).lanewise(VectorOperators.ASHR, 31);
            long to = at + Integer.toUnsignedLong(i) * Float.BYTES;
            b0.and(reached0).intoMemorySegment(MEMORY, to, ORDER);
            b1.and(reached1).intoMemorySegment(MEMORY, to + (long) LANES * Float.BYTES, ORDER);
        }
    }

    /// @param drop told the places in `x` of what is too much, the last first
    private static void dropTies(float[] x, int channels, int excess, int column, int boundary, IntConsumer drop) {
        int left = excess;
        for (int at = (channels - 1) * TILE + column; left > 0; at -= TILE) {
            if (magnitude(x[at]) == boundary) {
                drop.accept(at);
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
