package org.circuitexplorer.engine.session;

import java.util.Locale;
import java.util.Optional;

/// What the fill of a node says.
public enum Colouring {
    EFFECT("ablation effect"),
    PROMPT("activation on this prompt"),
    MEAN("mean activation"),
    TAU("τ of pruning"),
    COLOUR("colour of its own");

    private final String label;

    Colouring(String label) {
        this.label = label;
    }

    /// The name in files.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The colouring of a name in files.
    public static Optional<Colouring> ofId(String id) {
        for (Colouring each : values()) if (each.id().equals(id)) return Optional.of(each);
        return Optional.empty();
    }

    @Override
    public String toString() {
        return label;
    }
}
