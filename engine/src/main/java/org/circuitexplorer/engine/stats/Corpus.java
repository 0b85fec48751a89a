package org.circuitexplorer.engine.stats;

import java.util.Arrays;

/// A long run of token ids, cut into consecutive sequences of `blockSize` tokens (the last may be shorter), as a model
/// is pretrained on it: a sequence may begin in the middle of a document and run into the next one.
///
/// @param tokens token ids, shared with the caller
/// @param blockSize most tokens in a sequence
public record Corpus(int[] tokens, int blockSize) {
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    public Corpus {
        if (tokens.length == 0)
            throw new IllegalArgumentException("expected a corpus of at least one token, found none");
        if (blockSize < 1) throw new IllegalArgumentException("expected a positive block size, found " + blockSize);
    }

    /// Number of tokens.
    public int size() {
        return tokens.length;
    }

    public int sequences() {
        return (tokens.length - 1) / blockSize + 1;
    }

    /// The sequence that a position in the corpus belongs to.
    public int sequenceAt(int position) {
        return position / blockSize;
    }

    /// Position in the corpus of the first token of a sequence.
    public int start(int sequence) {
        return sequence * blockSize;
    }

    /// The tokens of a sequence.
    public int[] sequence(int sequence) {
        int from = start(sequence);
        return Arrays.copyOfRange(tokens, from, Math.min(tokens.length - from, blockSize) + from);
    }

    /// Every sequence once, in a fixed order whose every beginning is spread evenly over the corpus: what is seen first
    /// is then typical of the whole.
    int[] scanOrder() {
        int n = sequences();
        int stride = Math.max(1, (int) (n * GOLDEN_RATIO));
        while (greatestCommonDivisor(stride, n) != 1) stride++;
        int[] order = new int[n];
        for (int i = 0; i < n; i++) order[i] = (int) ((long) i * stride % n);
        return order;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
