package org.circuitexplorer.app.workbench;

import static org.circuitexplorer.viewer.text.Wording.text;

/// What a person expects after a prompt, said before it runs.
public enum Expectation {
    NONE(""),
    WANTED("wanted"),
    OTHER("other");

    private final String id;

    Expectation(String id) {
        this.id = id;
    }

    /// For people.
    String words() {
        return switch (this) {
            case NONE -> text("workbench.expect.none");
            case WANTED -> text("workbench.expect.wanted");
            case OTHER -> text("workbench.expect.other");
        };
    }

    /// For tables; empty for none.
    String id() {
        return id;
    }

    /// Whether it came so.
    ///
    /// @param share the wanted answer's part of the probability of both answers
    boolean isMetBy(double share) {
        return this != NONE && (share > 0.5) == (this == WANTED);
    }
}
