package org.circuitexplorer.app.workspace;

import java.util.List;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;

/// What the prompt strip shows: two prompts with their answers, or one that the user typed.
public sealed interface Prompts {
    /// Token ids of each prompt.
    List<int[]> sequences();

    default TokenBatch batch() {
        return TokenBatch.of(sequences());
    }

    /// Two prompts, each with an answer that is wrong after the other one.
    sealed interface Answered extends Prompts {
        PromptPair pair();

        @Override
        default List<int[]> sequences() {
            return List.of(pair().positive(), pair().negative());
        }

        /// The token wanted after a prompt.
        default int wanted(int sequence) {
            return pair().wanted(sequence == 0);
        }

        /// The token that is right after the other prompt.
        default int other(int sequence) {
            return wanted(1 - sequence);
        }
    }

    /// A pair of the task.
    ///
    /// @param number from 0
    /// @param count number of pairs
    record OfPair(PromptPair pair, int number, int count) implements Answered {}

    /// A pair of the user's own.
    record OwnPair(PromptPair pair) implements Answered {}

    /// A prompt of the user's own.
    record Typed(String text, int[] tokens) implements Prompts {
        @Override
        public List<int[]> sequences() {
            return List.of(tokens);
        }
    }
}
