package org.circuitexplorer.app.graph;

/// What the fill of a node says.
public enum Colouring {
    EFFECT("ablation effect"),
    PROMPT("activation on this prompt"),
    MEAN("mean activation"),
    TAU("τ of pruning");

    private final String label;

    Colouring(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
