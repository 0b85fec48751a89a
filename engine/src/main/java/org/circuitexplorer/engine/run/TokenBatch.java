package org.circuitexplorer.engine.run;

import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.model.ModelConfig;

/// Token sequences packed back to back, without padding.
///
/// @param tokens `[tokenCount]` token ids
/// @param start `[sequences + 1]` first token of each sequence, the last entry being the number of tokens
public record TokenBatch(int[] tokens, int[] start) {
    /// @throws IllegalArgumentException when there is no sequence or one is empty
    public static TokenBatch of(List<int[]> sequences) {
        if (sequences.isEmpty()) throw new IllegalArgumentException("expected at least one sequence, found none");
        int[] start = new int[sequences.size() + 1];
        for (int s = 0; s < sequences.size(); s++) {
            if (sequences.get(s).length == 0) throw new IllegalArgumentException("sequence " + s + " is empty");
            start[s + 1] = Math.addExact(start[s], sequences.get(s).length);
        }
        int[] tokens = new int[start[sequences.size()]];
        for (int s = 0; s < sequences.size(); s++) {
            System.arraycopy(sequences.get(s), 0, tokens, start[s], sequences.get(s).length);
        }
        return new TokenBatch(tokens, start);
    }

    public static TokenBatch of(int... sequence) {
        return of(List.of(sequence));
    }

    /// @throws IllegalArgumentException when a token is not in the model's vocabulary or a sequence is too long for it
    public void requireFits(ModelConfig config) {
        for (int s = 0; s < sequences(); s++) {
            if (length(s) > config.blockSize()) {
                throw new IllegalArgumentException("sequence " + s + " has " + length(s)
                        + " tokens, the model reads at most " + config.blockSize());
            }
        }
        for (int token : tokens) {
            if (token < 0 || token >= config.vocabularySize()) {
                throw new IllegalArgumentException(
                        "token " + token + " is not in the vocabulary of " + config.vocabularySize());
            }
        }
    }

    public int sequences() {
        return start.length - 1;
    }

    public int tokenCount() {
        return tokens.length;
    }

    public int length(int sequence) {
        return start[sequence + 1] - start[sequence];
    }

    /// The tokens of a sequence, a copy.
    public int[] sequence(int sequence) {
        return Arrays.copyOfRange(tokens, start[sequence], start[sequence + 1]);
    }

    /// Index of the last token of a sequence.
    public int last(int sequence) {
        return start[sequence + 1] - 1;
    }

    /// The last token of every sequence, `[sequences]` indices into [#tokens()].
    public int[] lastOfEach() {
        int[] last = new int[sequences()];
        for (int s = 0; s < last.length; s++) last[s] = last(s);
        return last;
    }

    /// The position of every token in its sequence, `[tokenCount]`.
    public int[] positions() {
        int[] position = new int[tokens.length];
        for (int s = 0; s < sequences(); s++) {
            for (int t = start[s]; t < start[s + 1]; t++) position[t] = t - start[s];
        }
        return position;
    }
}
