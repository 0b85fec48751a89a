package org.circuitexplorer.engine.prune;

/// A loss that depends smoothly on a mask value for each node.
public interface MaskObjective extends MaskLoss {
    /// Number of nodes.
    int size();

    /// The loss and its derivative by each mask value.
    ///
    /// @param gradient overwritten
    double gradient(float[] mask, float[] gradient);
}
