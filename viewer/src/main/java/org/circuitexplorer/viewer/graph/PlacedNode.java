package org.circuitexplorer.viewer.graph;

import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureNode;

/// A node and where it stands.
record PlacedNode(PictureNode node, Spot spot) {
    String id() {
        return node.id();
    }

    boolean ablated() {
        return node.state() == NodeState.ABLATED;
    }

    boolean ghost() {
        return node.state() == NodeState.GHOST;
    }
}
