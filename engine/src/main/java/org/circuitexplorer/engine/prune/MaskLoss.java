package org.circuitexplorer.engine.prune;

/// A loss that depends on which nodes are kept.
@FunctionalInterface
public interface MaskLoss {
    /// @param mask 0 or 1 for each node
    double loss(float[] mask);

    /// The same loss for masks that keep nothing outside a universe; may be faster.
    ///
    /// @param universe 0 for each node that no mask keeps
    default MaskLoss within(float[] universe) {
        return this;
    }

    /// As [#within], for a universe that will not be widened again; may be faster still.
    default MaskLoss only(float[] universe) {
        return within(universe);
    }

    /// Says that many masks like this one will follow. Changes no result.
    default void remember(float[] mask) {}
}
