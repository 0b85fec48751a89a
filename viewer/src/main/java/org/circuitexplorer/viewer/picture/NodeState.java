package org.circuitexplorer.viewer.picture;

/// How much a node takes part.
public enum NodeState {
    /// In the circuit and active.
    ACTIVE,
    /// In the circuit but replaced by a constant: hollow, dashed and crossed.
    ABLATED,
    /// Outside the circuit, shown on request: dim, and never moves a node of the circuit.
    GHOST
}
