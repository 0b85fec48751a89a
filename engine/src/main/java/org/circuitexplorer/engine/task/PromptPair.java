package org.circuitexplorer.engine.task;

import java.util.List;
import java.util.stream.Stream;

/// Two prompts that differ in one detail and want different next tokens.
///
/// @param positiveText first prompt as text, without the document token it starts with
/// @param negativeText second prompt as text
/// @param positive token ids of the first prompt
/// @param negative token ids of the second prompt
/// @param positiveAnswer token wanted after the first prompt, which is wrong after the second
/// @param negativeAnswer token wanted after the second prompt, which is wrong after the first
public record PromptPair(
        String positiveText,
        String negativeText,
        int[] positive,
        int[] negative,
        int positiveAnswer,
        int negativeAnswer) {
    /// The prompts of some pairs, two for each, first the positive one.
    public static List<int[]> prompts(List<PromptPair> pairs) {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.positive, pair.negative))
                .toList();
    }

    /// The token wanted after one of the two prompts.
    public int wanted(boolean afterPositive) {
        return afterPositive ? positiveAnswer : negativeAnswer;
    }

    /// The same answers after other prompts, without their text.
    public PromptPair withPrompts(int[] newPositive, int[] newNegative) {
        return new PromptPair("", "", newPositive, newNegative, positiveAnswer, negativeAnswer);
    }

    /// Other answers after the same prompts.
    public PromptPair withAnswers(int positive, int negative) {
        return new PromptPair(positiveText, negativeText, this.positive, this.negative, positive, negative);
    }
}
