package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.tensor.Panel;

/// The non-zero values of one head's channels over one sequence, listed by channel and, on demand, by token: after
/// AbsTopK most are zero, so keys and values become small sparse matrices. Tokens count from the start of the sequence.
final class HeadEntries {
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    /// Processors with vectors of 8 floats or more bring the lanes of a mask together in one instruction or two.
    private static final boolean COMPRESSES = LANES >= 8;

    private final int width;
    /// `[width + 1]` where each channel's entries start in `token` and `ofChannel`.
    final int[] channelStart;

    int[] token = {};
    float[] ofChannel = {};
    /// `[tokens + 1]` where each token's entries start in `channel` and `ofToken`.
    int[] tokenStart = {0};

    int[] channel = {};
    float[] ofToken = {};
    private float[] row = {};

    HeadEntries(int width) {
        this.width = width;
        this.channelStart = new int[width + 1];
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

    /// Lists by token, too, what [#gather] found.
    void listByToken(int tokens) {
        int all = entries();
        Arrays.fill(tokenStart, 0, tokens + 1, 0);
        for (int n = 0; n < all; n++) tokenStart[token[n] + 1]++;
        for (int t = 0; t < tokens; t++) tokenStart[t + 1] += tokenStart[t];
        for (int c = width - 1; c >= 0; c--) {
            for (int n = channelStart[c]; n < channelStart[c + 1]; n++) {
                // Channels come last to first, so that counting down leaves each token's channels ascending.
                int at = --tokenStart[token[n] + 1];
                channel[at] = c;
                ofToken[at] = ofChannel[n];
            }
        }
        System.arraycopy(tokenStart, 1, tokenStart, 0, tokens);
        tokenStart[tokens] = all;
    }

    int entries() {
        return channelStart[width];
    }

    /// The index after the last entry of a channel whose token lies before `until`.
    int end(int ofChannel, int until) {
        int at = Arrays.binarySearch(token, channelStart[ofChannel], channelStart[ofChannel + 1], until);
        return at < 0 ? -at - 1 : at;
    }

    private void reserve(int tokens) {
        if (row.length >= tokens + LANES) return;
        row = new float[tokens + LANES];
        // More than there can be entries: places that are written and not counted.
        int size = tokens * width + LANES;
        token = new int[size];
        ofChannel = new float[size];
        channel = new int[size];
        ofToken = new float[size];
        tokenStart = new int[tokens + 1];
    }
}
