package org.circuitexplorer.engine.session;

import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.task.PromptPair;

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

    /// A pair of prompts that is none of the task's.
    ///
    /// @param positive ids of the first prompt
    /// @param negative ids of the second prompt
    /// @param positiveAnswer the token wanted after the first prompt
    /// @param negativeAnswer the token wanted after the second prompt
    record OwnPair(List<Integer> positive, List<Integer> negative, int positiveAnswer, int negativeAnswer)
            implements ShownPrompt {
        public OwnPair {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
            if (positive.isEmpty() || negative.isEmpty()) {
                throw new IllegalArgumentException("expected two prompts of at least one token, found none");
            }
        }

        public static OwnPair of(PromptPair pair) {
            return new OwnPair(
                    Arrays.stream(pair.positive()).boxed().toList(),
                    Arrays.stream(pair.negative()).boxed().toList(),
                    pair.positiveAnswer(),
                    pair.negativeAnswer());
        }

        /// The pair, without its texts.
        public PromptPair pair() {
            return new PromptPair("", "", ids(positive), ids(negative), positiveAnswer, negativeAnswer);
        }

        private static int[] ids(List<Integer> tokens) {
            return tokens.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
