package org.circuitexplorer.engine.session;

import java.util.List;

/// Which prompts a view shows.
public sealed interface ShownPrompt {
    /// A test pair of the task.
    ///
    /// @param number from 0
    record Pair(int number) implements ShownPrompt {
        public Pair {
            if (number < 0) throw new IllegalArgumentException("expected a number from 0, found " + number);
        }
    }

    /// A prompt that was typed.
    ///
    /// @param text as it was typed
    /// @param tokens the ids that ran, with the token that begins a document
    record Typed(String text, List<Integer> tokens) implements ShownPrompt {
        public Typed {
            tokens = List.copyOf(tokens);
            if (tokens.isEmpty())
                throw new IllegalArgumentException("expected a prompt of at least one token, found none");
        }
    }
}
