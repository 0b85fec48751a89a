package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.circuitexplorer.engine.task.PromptPair;

/// Repeats and leaves out pieces that both prompts of a pair share.
///
/// A piece that ends in the token before which it begins, such as `4 ,` in `7 , 4 , 20`, can be repeated or left out
/// without breaking what stands around it. Where a pair has no such piece, any inner piece of its longest shared run
/// is taken.
final class PairEdit {
    /// Longer pieces are rather whole statements, which may hold what the task is about.
    private static final int LONGEST_PIECE = 12;

    private final Random random;

    PairEdit(Random random) {
        this.random = random;
    }

    /// Shared tokens `first + 1` to `last`, which stand next to each other in both prompts.
    private record Piece(int first, int last) {
        int length() {
            return last - first;
        }
    }

    /// The pair with pieces repeated until its longer prompt has at least `factor` times its tokens; empty when there
    /// is nothing to repeat, or the prompt would become longer than `most` tokens.
    Optional<PromptPair> longer(PromptPair pair, int factor, int most) {
        int wanted = factor * longest(pair);
        PromptPair changed = pair;
        while (longest(changed) < wanted) {
            Optional<PromptPair> next = change(changed, true);
            if (next.isEmpty() || longest(next.get()) > most) return Optional.empty();
            changed = next.get();
        }
        return Optional.of(changed);
    }

    /// The pair with one piece left out.
    Optional<PromptPair> shorter(PromptPair pair) {
        return change(pair, false);
    }

    private static int longest(PromptPair pair) {
        return Math.max(pair.positive().length, pair.negative().length);
    }

    private Optional<PromptPair> change(PromptPair pair, boolean repeat) {
        CommonTokens common = CommonTokens.of(pair.positive(), pair.negative());
        List<Piece> pieces = pieces(common, pair.positive());
        if (pieces.isEmpty()) return Optional.empty();
        Piece piece = pieces.get(random.nextInt(pieces.size()));
        return Optional.of(pair.withPrompts(
                changed(pair.positive(), common.positive()[piece.first], piece, repeat),
                changed(pair.negative(), common.negative()[piece.first], piece, repeat)));
    }

    /// @param before position of the token after which the piece stands
    private static int[] changed(int[] tokens, int before, Piece piece, boolean repeat) {
        int end = before + 1 + piece.length();
        int resume = repeat ? before + 1 : end;
        int head = repeat ? end : before + 1;
        int[] result = Arrays.copyOf(tokens, head + tokens.length - resume);
        System.arraycopy(tokens, resume, result, head, tokens.length - resume);
        return result;
    }

    private static List<Piece> pieces(CommonTokens common, int[] tokens) {
        List<Piece> loops = new ArrayList<>();
        List<Piece> inner = new ArrayList<>();
        int[] longest = {0, 0};
        for (int[] run : common.runs()) {
            if (run[1] - run[0] > longest[1] - longest[0]) longest = run;
            for (int i = run[0]; i < run[1]; i++) {
                for (int j = i + 1; j < Math.min(run[1], i + 1 + LONGEST_PIECE); j++) {
                    if (tokens[common.positive()[i]] == tokens[common.positive()[j]]) loops.add(new Piece(i, j));
                }
            }
        }
        if (!loops.isEmpty()) return loops;
        // The first token begins the document and the last one is what the model answers to.
        int first = Math.max(longest[0], 1);
        int last = Math.min(longest[1] - 1, common.size() - 2);
        for (int i = first; i < last; i++) inner.add(new Piece(i, i + 1));
        return inner;
    }
}
