package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// How a picture is shown at the moment.
///
/// @param selected ids of nodes with a ring
/// @param hovered id of the node under the pointer
/// @param highlighted ids of nodes marked as found
/// @param minimumWeight edges of smaller magnitude are hidden
public record GraphLook(
        Theme theme, Set<String> selected, Optional<String> hovered, Set<String> highlighted, double minimumWeight) {
    public GraphLook {
        selected = Set.copyOf(selected);
        highlighted = Set.copyOf(highlighted);
    }

    /// Everything shown, nothing selected.
    public static GraphLook plain(Theme theme) {
        return new GraphLook(theme, Set.of(), Optional.empty(), Set.of(), 0);
    }

    /// As if no pointer rested on anything.
    public GraphLook withoutHover() {
        return new GraphLook(theme, selected, Optional.empty(), highlighted, minimumWeight);
    }

    public GraphLook withSelected(Set<String> nodes) {
        return new GraphLook(theme, nodes, hovered, highlighted, minimumWeight);
    }

    public GraphLook withMinimumWeight(double weight) {
        return new GraphLook(theme, selected, hovered, highlighted, weight);
    }

    /// Whether an edge is shown at all.
    boolean shows(PictureEdge edge) {
        return !edge.kind().isWeight() || Math.abs(edge.weight()) >= minimumWeight;
    }
}
