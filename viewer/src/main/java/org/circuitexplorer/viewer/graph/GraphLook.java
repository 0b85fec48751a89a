package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// How a picture is shown at the moment.
///
/// @param marks what is marked in it
/// @param minimumWeight edges of smaller magnitude are hidden
public record GraphLook(Theme theme, Marks marks, double minimumWeight) {
    /// What is marked in a picture.
    ///
    /// @param selected ids of nodes with a ring
    /// @param edge the selected edge
    /// @param hovered id of the node under the pointer
    /// @param found ids of nodes marked as found
    /// @param path ids of nodes that stand out, with the edges between them; while there are any all else is dimmed
    public record Marks(
            Set<String> selected, Optional<Wire> edge, Optional<String> hovered, Set<String> found, Set<String> path) {
        public static final Marks NONE = new Marks(Set.of(), Optional.empty(), Optional.empty(), Set.of(), Set.of());

        public Marks {
            selected = Set.copyOf(selected);
            found = Set.copyOf(found);
            path = Set.copyOf(path);
        }

        Marks withSelected(Set<String> nodes) {
            return new Marks(nodes, edge, hovered, found, path);
        }

        Marks withoutHover() {
            return new Marks(selected, edge, Optional.empty(), found, path);
        }
    }

    /// Everything shown, nothing selected.
    public static GraphLook plain(Theme theme) {
        return new GraphLook(theme, Marks.NONE, 0);
    }

    /// As if no pointer rested on anything.
    public GraphLook withoutHover() {
        return new GraphLook(theme, marks.withoutHover(), minimumWeight);
    }

    public GraphLook withSelected(Set<String> nodes) {
        return new GraphLook(theme, marks.withSelected(nodes), minimumWeight);
    }

    public GraphLook withMinimumWeight(double weight) {
        return new GraphLook(theme, marks, weight);
    }

    Set<String> selected() {
        return marks.selected();
    }

    boolean isHovered(String node) {
        return marks.hovered().filter(node::equals).isPresent();
    }

    boolean isFound(String node) {
        return marks.found().contains(node);
    }

    /// Whether a node stands back because a path is shown that it does not lie on.
    boolean standsBack(String node) {
        return !marks.path().isEmpty() && !marks.path().contains(node);
    }

    /// Whether an edge stands back because a path is shown that it does not lie on.
    boolean standsBack(PictureEdge edge) {
        return standsBack(edge.source()) || standsBack(edge.target());
    }

    boolean isSelected(PictureEdge edge) {
        return marks.edge().filter(Wire.of(edge)::equals).isPresent();
    }

    /// Whether an edge is shown at all.
    boolean shows(PictureEdge edge) {
        return !edge.kind().isWeight() || Math.abs(edge.weight()) >= minimumWeight;
    }
}
