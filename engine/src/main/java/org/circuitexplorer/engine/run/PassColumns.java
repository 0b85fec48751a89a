package org.circuitexplorer.engine.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.kernel.ShortAttention;

/// The token columns of a pass.
///
/// @param tokens `[columns]` token ids
/// @param positions `[columns]` position of each token in its sequence
/// @param sequences for each sequence the columns of its tokens
/// @param runs the sequences as attention takes them, none where nothing attends
record PassColumns(int[] tokens, int[] positions, int[][] sequences, List<SequenceRun> runs) {
    /// A column for each token of a batch, in the same order.
    static PassColumns of(TokenBatch batch) {
        int[][] sequences = new int[batch.sequences()][];
        Arrays.setAll(
                sequences,
                s -> IntStream.range(batch.start()[s], batch.start()[s + 1]).toArray());
        return new PassColumns(batch.tokens(), batch.positions(), sequences, SequenceRun.of(sequences));
    }

    /// One column for the tokens with which sequences begin alike: prompts of a task often do. Where a sequence is long
    /// they are not shared.
    static PassColumns shared(TokenBatch batch) {
        TokenTrie trie = new TokenTrie();
        int[][] sequences = new int[batch.sequences()][];
        for (int s = 0; s < sequences.length; s++) {
            if (batch.length(s) > ShortAttention.LONGEST) return of(batch);
            sequences[s] = trie.add(batch.sequence(s));
        }
        return new PassColumns(trie.tokens(), trie.depths(), sequences, SequenceRun.of(sequences));
    }

    int count() {
        return tokens.length;
    }

    /// Column of the last token of every sequence.
    int[] lastOfEach() {
        return Arrays.stream(sequences).mapToInt(s -> s[s.length - 1]).toArray();
    }

    /// The last token of every sequence alone, after the last attention.
    PassColumns last() {
        int[] last = lastOfEach();
        int[][] alone =
                IntStream.range(0, last.length).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        return new PassColumns(pick(tokens, last), pick(positions, last), alone, List.of());
    }

    private static int[] pick(int[] from, int[] columns) {
        return Arrays.stream(columns).map(c -> from[c]).toArray();
    }
}
