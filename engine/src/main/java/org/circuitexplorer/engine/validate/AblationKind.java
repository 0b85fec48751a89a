package org.circuitexplorer.engine.validate;

/// What a node outside the circuit has instead of its own value.
public enum AblationKind {
    PRETRAINING_MEAN("its mean over the pretraining corpus", "pretraining mean"),
    TASK_MEAN("its mean over all tokens of the task's prompts", "task mean"),
    ZERO("zero", "zero"),
    OTHER_PROMPT(
            "its value in the other prompt of the pair, at the token equally far from the end",
            "values of the other prompt"),
    CORPUS("its value in a random piece of the corpus, at the same position", "values of random corpus text");

    private final String description;
    private final String label;

    AblationKind(String description, String label) {
        this.description = description;
        this.label = label;
    }

    /// What the value is, in words.
    public String description() {
        return description;
    }

    /// A few words for a table.
    public String label() {
        return label;
    }
}
