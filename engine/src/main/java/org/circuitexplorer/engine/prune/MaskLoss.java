package org.circuitexplorer.engine.prune;

import java.util.List;

/// A loss that depends on which nodes are kept.
@FunctionalInterface
public interface MaskLoss {
    /// @param mask 0 or 1 for each node
    double loss(float[] mask);

    /// The loss of each mask of a list; may be faster than one after the other.
    default double[] losses(List<float[]> masks) {
        return masks.stream().mapToDouble(this::loss).toArray();
    }

    /// As [#losses], where each mask is a universe of its own.
    default double[] lossesWithin(List<float[]> masks) {
        return masks.stream().mapToDouble(mask -> within(mask).loss(mask)).toArray();
    }

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
