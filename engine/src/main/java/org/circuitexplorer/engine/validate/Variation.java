package org.circuitexplorer.engine.validate;

import java.util.List;
import org.circuitexplorer.engine.task.PromptPair;

/// Prompts of the same kind as a task's, made from its own.
///
/// @param kind how they were made
/// @param pairs the pairs that could be changed in this way; the answers are those of the pairs they were made from,
///     which says between what to choose, not what is right
public record Variation(Kind kind, List<PromptPair> pairs) {
    /// How prompts are changed. What both prompts of a pair have in common is changed alike in both.
    public enum Kind {
        SHORTER("shorter", "a piece that both prompts share is left out"),
        LONGER("longer", "pieces that both prompts share are repeated until the prompt is twice as long"),
        MUCH_LONGER(
                "much longer", "pieces that both prompts share are repeated until the prompt is four times as long"),
        RENAMED("renamed", "words that both prompts share are exchanged for words of other prompts of the task"),
        SWAPPED("words swapped", "two words of one kind that both prompts share change places"),
        NEUTRAL_COMMENT("comment before", "a comment of words of the task stands before the prompt"),
        MISLEADING_COMMENT("misleading comment", "a comment that holds what marks the other prompt stands before it");

        private final String label;
        private final String description;

        Kind(String label, String description) {
            this.label = label;
            this.description = description;
        }

        /// A word or two for a table.
        public String label() {
            return label;
        }

        /// How such a prompt is made, in words.
        public String description() {
            return description;
        }
    }

    public Variation {
        pairs = List.copyOf(pairs);
    }
}
