package org.circuitexplorer.app.picture;

import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// How a node of a circuit looks at the moment.
///
/// @param strength how strongly it is filled, 0 to 1
/// @param tint with which colour
/// @param label the reader's own words for it, empty for none
/// @param state active or ablated
public record NodeFace(double strength, Tint tint, String label, NodeState state) {}
