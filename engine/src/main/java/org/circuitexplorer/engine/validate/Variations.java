package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;

/// Makes prompts of the same kind as a task's, from nothing but its own prompts: no knowledge of what the task is
/// about goes in.
public final class Variations {
    private static final int COMMENT_WORDS = 4;

    private final Optional<Tokenizer> tokenizer;
    private final int mostTokens;
    private final long seed;

    /// @param tokenizer without one, prompts can be made longer and shorter only
    /// @param mostTokens length of the longest prompt that the model reads
    public Variations(Optional<Tokenizer> tokenizer, int mostTokens, long seed) {
        this.tokenizer = tokenizer;
        this.mostTokens = mostTokens;
        this.seed = seed;
    }

    /// All kinds, each with the pairs that could be changed; kinds that fit no pair are left out.
    public List<Variation> of(List<PromptPair> pairs) {
        List<Variation> all = new ArrayList<>();
        Optional<TaskWords> words = tokenizer.map(t -> new TaskWords(pairs, t));
        for (Variation.Kind kind : Variation.Kind.values()) {
            Random random = new Random(seed ^ kind.name().hashCode());
            PairEdit edit = new PairEdit(random);
            List<PromptPair> changed = pairs.stream()
                    .flatMap(pair -> changed(kind, pair, edit, words, random).stream())
                    .toList();
            if (!changed.isEmpty()) all.add(new Variation(kind, changed));
        }
        return all;
    }

    /// One pair changed in one way.
    ///
    /// @param task the pairs of the task, whose words are used
    /// @return empty when it cannot be changed in this way
    public Optional<PromptPair> of(Variation.Kind kind, PromptPair pair, List<PromptPair> task) {
        Random random = new Random(seed);
        return changed(kind, pair, new PairEdit(random), tokenizer.map(t -> new TaskWords(task, t)), random);
    }

    private Optional<PromptPair> changed(
            Variation.Kind kind, PromptPair pair, PairEdit edit, Optional<TaskWords> words, Random random) {
        return switch (kind) {
            case SHORTER -> edit.shorter(pair);
            case LONGER -> edit.longer(pair, 2, mostTokens);
            case MUCH_LONGER -> edit.longer(pair, 4, mostTokens);
            case RENAMED -> words.flatMap(w -> w.renamed(pair, random));
            case SWAPPED -> words.flatMap(w -> w.swapped(pair, random));
            case NEUTRAL_COMMENT -> words.flatMap(w -> neutral(pair, w.some(COMMENT_WORDS, random)));
            case MISLEADING_COMMENT -> tokenizer.flatMap(t -> misleading(pair, t));
        };
    }

    private Optional<PromptPair> neutral(PromptPair pair, List<Integer> words) {
        Tokenizer t = tokenizer.orElseThrow();
        if (words.isEmpty()) return Optional.empty();
        String comment = words.stream().map(word -> t.tokenText(word).strip()).collect(Collectors.joining(" "));
        return commented(pair, comment, comment, t);
    }

    private Optional<PromptPair> misleading(PromptPair pair, Tokenizer t) {
        CommonTokens common = CommonTokens.of(pair.positive(), pair.negative());
        String ofPositive = text(TaskWords.marks(pair.positive(), common.positive()), t);
        String ofNegative = text(TaskWords.marks(pair.negative(), common.negative()), t);
        if (ofPositive.isBlank() && ofNegative.isBlank()) return Optional.empty();
        return commented(pair, ofNegative, ofPositive, t);
    }

    /// On one line.
    private static String text(List<Integer> tokens, Tokenizer t) {
        return t.decode(tokens.stream().mapToInt(Integer::intValue).toArray())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private Optional<PromptPair> commented(PromptPair pair, String beforePositive, String beforeNegative, Tokenizer t) {
        Optional<int[]> positive = commented(pair.positive(), beforePositive, t);
        Optional<int[]> negative = commented(pair.negative(), beforeNegative, t);
        if (positive.isEmpty() || negative.isEmpty()) return Optional.empty();
        return Optional.of(pair.withPrompts(positive.get(), negative.get()));
    }

    /// After the document token; empty when it becomes too long.
    private Optional<int[]> commented(int[] prompt, String comment, Tokenizer t) {
        int[] before = t.encode("# " + comment + "\n");
        if (prompt.length + before.length > mostTokens) return Optional.empty();
        return Optional.of(IntStream.concat(
                        IntStream.concat(IntStream.of(prompt[0]), Arrays.stream(before)),
                        Arrays.stream(prompt).skip(1))
                .toArray());
    }
}
