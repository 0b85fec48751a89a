package org.circuitexplorer.app.picture;

import java.util.Optional;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// How a node of a circuit looks at the moment.
///
/// @param strength how strongly it is filled, 0 to 1
/// @param tint with which colour
/// @param label the reader's own words for it, empty for none
/// @param state active or ablated
/// @param mark a colour that the reader gave it
public record NodeFace(double strength, Tint tint, String label, NodeState state, Optional<Ink> mark) {
    /// A node without a colour of its own.
    public NodeFace(double strength, Tint tint, String label, NodeState state) {
        this(strength, tint, label, state, Optional.empty());
    }

    /// How strongly a value fills its node; the root keeps small ones visible.
    ///
    /// @param largest value that fills a node wholly; where it is not positive, nothing is filled
    public static double strength(double value, double largest) {
        return largest <= 0 ? 0 : Math.sqrt(Math.clamp(value / largest, 0, 1));
    }
}
