package org.circuitexplorer.engine.attribution;

/// What one vertex adds to another.
///
/// @param weight weight × activation; not 0
public record Flow(Vertex source, Vertex target, double weight) {
    public Flow {
        if (!Double.isFinite(weight) || weight == 0) {
            throw new IllegalArgumentException("expected a finite weight other than 0, found " + weight);
        }
    }
}
