package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Where a context menu was asked for.
///
/// @param node under the pointer, or the one selected last when asked for by key
/// @param edge under the pointer when no node is, or the selected one when asked for by key
/// @param screenX where the menu should appear: at the pointer, or at what is selected
/// @param screenY where the menu should appear
public record GraphContext(Optional<PictureNode> node, Optional<PictureEdge> edge, double screenX, double screenY) {}
