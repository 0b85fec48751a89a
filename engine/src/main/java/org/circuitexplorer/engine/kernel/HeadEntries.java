package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.tensor.Panel;

/// The non-zero values of one head's channels over one sequence, listed by channel: after AbsTopK most
/// are zero, so keys and values become small sparse matrices. Tokens count from the start of the sequence.
final class HeadEntries {
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    /// Processors with vectors of 8 floats or more bring the lanes of a mask together in one instruction or two.
    private static final boolean COMPRESSES = LANES >= 8;

    private final int width;
    /// `[width + 1]` where each channel's entries start in `token` and `ofChannel`.
    final int[] channelStart;

    /// `[width]` index after each channel's last entry whose token lies before that of [#show].
    final int[] shown;

    int[] token = {};
    float[] ofChannel = {};
    private float[] row = {};

    HeadEntries(int width) {
        this.width = width;
        this.channelStart = new int[width + 1];
        this.shown = new int[width];
    }

    /// Lists the values by channel.
    ///
    /// @param firstChannel first channel of the head
    /// @param from first token of the sequence
    /// @param to token after its last
    /// @param factor multiplies every value
    void gather(Panel panel, int firstChannel, int from, int to, float factor) {
        int tokens = to - from;
        reserve(tokens);
        for (int c = 0; c < width; c++) {
            panel.copyChannel(firstChannel + c, from, to, row);
            channelStart[c + 1] =
                    COMPRESSES ? compress(tokens, channelStart[c], factor) : list(tokens, channelStart[c], factor);
        }
        System.arraycopy(channelStart, 0, shown, 0, width);
    }

    /// The entries of a row from `n` on, a vector at a time.
    ///
    /// @return the index after the last
    private int compress(int tokens, int first, float factor) {
        Arrays.fill(row, tokens, SPECIES.loopBound(tokens + LANES - 1), 0f);
        int n = first;
        IntVector t = IntVector.zero(INTS).addIndex(1);
        for (int at = 0; at < tokens; at += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, row, at);
            VectorMask<Float> some = v.compare(VectorOperators.NE, 0f);
            v.mul(factor).compress(some).intoArray(ofChannel, n);
            t.compress(some.cast(INTS)).intoArray(token, n);
            t = t.add(LANES);
            n += some.trueCount();
        }
        return n;
    }

    /// The same, one by one.
    private int list(int tokens, int first, float factor) {
        int n = first;
        // Written always, counted when non-zero: a branch would be guessed wrong for every other entry.
        for (int t = 0; t < tokens; t++) {
            token[n] = t;
            ofChannel[n] = row[t] * factor;
            n += row[t] != 0f ? 1 : 0;
        }
        return n;
    }

    /// The largest magnitude in a channel, not a number where there is one that is none.
    float largest(int ofThisChannel) {
        int n = channelStart[ofThisChannel];
        int end = channelStart[ofThisChannel + 1];
        FloatVector most = FloatVector.zero(SPECIES);
        for (; n + LANES <= end; n += LANES) {
            most = most.max(FloatVector.fromArray(SPECIES, ofChannel, n).abs());
        }
        float largest = most.reduceLanes(VectorOperators.MAX);
        for (; n < end; n++) largest = Math.max(largest, Math.abs(ofChannel[n]));
        return largest;
    }

    /// Moves [#shown] on.
    ///
    /// @param until a token, none before that of the last call
    void show(int until) {
        for (int c = 0; c < width; c++) {
            int n = shown[c];
            while (n < channelStart[c + 1] && token[n] < until) n++;
            shown[c] = n;
        }
    }

    int entries() {
        return channelStart[width];
    }

    private void reserve(int tokens) {
        if (row.length >= tokens + LANES) return;
        row = new float[tokens + LANES];
        // More than there can be entries: places that are written and not counted.
        int size = tokens * width + LANES;
        token = new int[size];
        ofChannel = new float[size];
    }
}
