package org.circuitexplorer.app.workspace;

import java.util.List;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;

/// What the prompt strip shows: the two prompts of a pair, or one that the user typed.
public sealed interface Prompts {
    /// Token ids of each prompt.
    List<int[]> sequences();

    default TokenBatch batch() {
        return TokenBatch.of(sequences());
    }

    /// A pair of the task.
    ///
    /// @param number from 0
    /// @param count number of pairs
    record OfPair(PromptPair pair, int number, int count) implements Prompts {
        @Override
        public List<int[]> sequences() {
            return List.of(pair.positive(), pair.negative());
        }

        /// The token wanted after a prompt.
        public int wanted(int sequence) {
            return sequence == 0 ? pair.positiveAnswer() : pair.negativeAnswer();
        }

        /// The token that is right after the other prompt.
        public int other(int sequence) {
            return wanted(1 - sequence);
        }
    }

    /// A prompt of the user's own.
    record Typed(String text, int[] tokens) implements Prompts {
        @Override
        public List<int[]> sequences() {
            return List.of(tokens);
        }
    }
}
