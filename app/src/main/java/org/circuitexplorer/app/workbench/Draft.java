package org.circuitexplorer.app.workbench;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Arrays;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.UnreadablePrompt;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;

/// Two prompts and their answers as text, between typing and running.
///
/// @param first text of the first prompt, without the document token it begins with
/// @param second text of the second prompt
/// @param firstAnswer text of the token wanted after the first, with `\n` and the like for what has no sign
/// @param secondAnswer text of the token wanted after the second
record Draft(String first, String second, String firstAnswer, String secondAnswer) {
    static Draft of(PromptPair pair, Tokenizer tokenizer) {
        return new Draft(
                body(pair.positive(), tokenizer),
                body(pair.negative(), tokenizer),
                escaped(tokenizer.tokenText(pair.positiveAnswer())),
                escaped(tokenizer.tokenText(pair.negativeAnswer())));
    }

    private static String body(int[] tokens, Tokenizer tokenizer) {
        return tokenizer.decode(Arrays.copyOfRange(tokens, 1, tokens.length));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }

    /// The pair in tokens. What was not typed anew keeps the tokens it had.
    ///
    /// @param before the pair that the texts were made from; its first tokens begin the prompts
    PromptPair pair(PromptPair before, OpenModel model, Tokenizer tokenizer) throws UnreadablePrompt {
        Draft known = of(before, tokenizer);
        int[] positive = known.first.equals(first) ? before.positive() : model.prompt(before.positive()[0], first);
        int[] negative = known.second.equals(second) ? before.negative() : model.prompt(before.positive()[0], second);
        int wanted = known.firstAnswer.equals(firstAnswer) ? before.positiveAnswer() : answer(firstAnswer, tokenizer);
        int other = known.secondAnswer.equals(secondAnswer) ? before.negativeAnswer() : answer(secondAnswer, tokenizer);
        if (wanted == other) throw new UnreadablePrompt(text("workbench.sameAnswers"));
        return new PromptPair(first, second, positive, negative, wanted, other);
    }

    private static int answer(String typed, Tokenizer tokenizer) throws UnreadablePrompt {
        int[] tokens = tokenizer.encode(unescaped(typed));
        if (tokens.length != 1) throw new UnreadablePrompt(text("workbench.answerTokens", typed, tokens.length));
        return tokens[0];
    }

    private static String unescaped(String typed) throws UnreadablePrompt {
        try {
            return typed.translateEscapes();
        } catch (IllegalArgumentException e) {
            throw new UnreadablePrompt(text("workbench.escape", typed));
        }
    }
}
