package org.circuitexplorer.app.compare;

import java.util.Arrays;
import java.util.Optional;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.UnreadablePrompt;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.token.Tokenizer;

/// Prompts of one model in the tokens of another.
///
/// @param from the model whose prompts they are
/// @param to the model that is to read them
record Texts(OpenModel from, OpenModel to) {
    /// The pair that says the same; empty where an answer is not one token there, or a prompt is too long.
    Optional<PromptPair> of(PromptPair pair) {
        if (from.equals(to)) return Optional.of(pair);
        Optional<Tokenizer> read = from.loaded().tokenizer();
        Optional<Tokenizer> write = to.loaded().tokenizer();
        Optional<Integer> begin = to.tasks().stream()
                .flatMap(t -> t.unseen().stream())
                .map(p -> p.positive()[0])
                .findFirst();
        if (read.isEmpty() || write.isEmpty() || begin.isEmpty()) return Optional.empty();
        try {
            Optional<Integer> wanted = answer(pair.positiveAnswer(), read.get(), write.get());
            Optional<Integer> other = answer(pair.negativeAnswer(), read.get(), write.get());
            if (wanted.isEmpty() || other.isEmpty()) return Optional.empty();
            return Optional.of(new PromptPair(
                    pair.positiveText(),
                    pair.negativeText(),
                    to.prompt(begin.get(), body(pair.positive(), read.get())),
                    to.prompt(begin.get(), body(pair.negative(), read.get())),
                    wanted.get(),
                    other.get()));
        } catch (UnreadablePrompt e) {
            return Optional.empty();
        }
    }

    private static String body(int[] tokens, Tokenizer tokenizer) {
        return tokenizer.decode(Arrays.copyOfRange(tokens, 1, tokens.length));
    }

    private static Optional<Integer> answer(int token, Tokenizer read, Tokenizer write) {
        int[] tokens = write.encode(read.tokenText(token));
        return tokens.length == 1 ? Optional.of(tokens[0]) : Optional.empty();
    }
}
