package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.circuitexplorer.engine.kernel.ShortAttention;
import org.circuitexplorer.engine.kernel.TokenRun;
import org.jspecify.annotations.Nullable;

/// Sequences whose attention is one piece of work for each head: a long one alone, or neighbouring short ones.
///
/// @param from first column of a long sequence
/// @param to column after its last
/// @param together the tokens of short sequences; null for a long one
record SequenceRun(int from, int to, @Nullable TokenRun together) {
    /// A run is closed when it has so many tokens: some whole vectors, and all of a head still in the nearest caches.
    private static final int TOKENS = 64;

    /// @param sequences for each sequence the columns of its tokens
    static List<SequenceRun> of(int[][] sequences) {
        List<SequenceRun> runs = new ArrayList<>();
        List<int[]> open = new ArrayList<>();
        BitSet asked = new BitSet();
        int tokens = 0;
        for (int[] sequence : sequences) {
            if (sequence.length > ShortAttention.LONGEST) {
                runs.add(new SequenceRun(sequence[0], sequence[0] + sequence.length, null));
                continue;
            }
            open.add(sequence);
            tokens += sequence.length;
            if (tokens < TOKENS) continue;
            runs.add(together(open, asked));
            open.clear();
            tokens = 0;
        }
        if (!open.isEmpty()) runs.add(together(open, asked));
        return List.copyOf(runs);
    }

    /// @param asked columns whose queries are in an earlier run; those of this one are added
    private static SequenceRun together(List<int[]> sequences, BitSet asked) {
        boolean[] asks = new boolean[sequences.stream().mapToInt(s -> s.length).sum()];
        int i = 0;
        for (int[] sequence : sequences) {
            for (int column : sequence) {
                asks[i++] = !asked.get(column);
                asked.set(column);
            }
        }
        return new SequenceRun(0, 0, new TokenRun(sequences.toArray(int[][]::new), asks));
    }
}
