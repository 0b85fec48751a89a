package org.circuitexplorer.app.workspace;

/// Why a typed prompt cannot be given to a model, in a sentence for people.
public final class UnreadablePrompt extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadablePrompt(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
