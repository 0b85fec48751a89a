package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A few short sequences as [ShortAttention] sees them: one after the other, their tokens numbered from the first, in
/// whole vectors, with how far each looks back. The lag of a key is the number of tokens between it and its query.
///
/// Sequences may share columns of a panel, those in which they begin alike. Then each has a token of its own here, but
/// one of them alone asks: the others are there to be seen.
public final class TokenRun {
    static final int LANES = SPECIES.length();
    /// Lags computed at a time.
    static final int LAGS = 4;

    private final int[][] sequences;
    private final boolean[] asks;
    private final List<Segment> segments;
    private final int lags;
    private final int margin;
    /// `[places]` the position of each token, which is its largest lag; 0 past the last token.
    private final float[] position;
    /// `[vectors]` the largest lag at which a token of the vector sees a key.
    private final int[] reach;
    /// `[vectors]` the largest lag at which a token of the vector is seen as a key.
    private final int[] ahead;

    /// Tokens whose columns follow each other in one tile, and either all ask or none.
    ///
    /// @param place first token
    /// @param tile their tile
    /// @param column their first column in it
    /// @param length their number
    record Segment(int place, int tile, int column, int length, boolean asks) {}

    /// @param sequences for each sequence the columns of its tokens
    /// @param asks for each token, sequence by sequence, whether its query is to be answered
    public TokenRun(int[][] sequences, boolean[] asks) {
        this.sequences = sequences;
        this.asks = asks;
        this.segments =
                segments(Arrays.stream(sequences).flatMapToInt(Arrays::stream).toArray(), asks);
        this.position = new float[wholeVectors(asks.length)];
        this.reach = new int[position.length / LANES];
        this.ahead = new int[position.length / LANES];
        int first = 0;
        for (int[] sequence : sequences) {
            for (int t = 0; t < sequence.length; t++) {
                int vector = (first + t) / LANES;
                position[first + t] = t;
                reach[vector] = Math.max(reach[vector], t);
                ahead[vector] = Math.max(ahead[vector], sequence.length - 1 - t);
            }
            first += sequence.length;
        }
        this.lags = 1 + Arrays.stream(reach).max().orElse(0);
        this.margin = wholeVectors(lags + LAGS);
    }

    private static List<Segment> segments(int[] column, boolean[] asks) {
        List<Segment> segments = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= column.length; i++) {
            boolean follows = i < column.length
                    && column[i] == column[i - 1] + 1
                    && column[i] % TILE != 0
                    && asks[i] == asks[i - 1];
            if (follows) continue;
            segments.add(new Segment(first, column[first] / TILE, column[first] % TILE, i - first, asks[first]));
            first = i;
        }
        return List.copyOf(segments);
    }

    /// Each sequence as a run of its own.
    List<TokenRun> alone() {
        List<TokenRun> runs = new ArrayList<>();
        int first = 0;
        for (int[] sequence : sequences) {
            boolean[] own = Arrays.copyOfRange(asks, first, first + sequence.length);
            runs.add(new TokenRun(new int[][] {sequence}, own));
            first += sequence.length;
        }
        return runs;
    }

    boolean isAlone() {
        return sequences.length == 1;
    }

    private static int wholeVectors(int count) {
        return (count + LANES - 1) / LANES * LANES;
    }

    int tokens() {
        return asks.length;
    }

    /// Tokens rounded up to whole vectors.
    int places() {
        return position.length;
    }

    List<Segment> segments() {
        return segments;
    }

    /// One more than the largest lag.
    int lags() {
        return lags;
    }

    /// Places before the first and after the last that may be read.
    int margin() {
        return margin;
    }

    /// Length of a row: the places between two margins.
    int stride() {
        return position.length + 2 * margin;
    }

    float[] position() {
        return position;
    }

    int reach(int place) {
        return reach[place / LANES];
    }

    int ahead(int place) {
        return ahead[place / LANES];
    }
}
