package org.circuitexplorer.viewer.graph;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.viewer.layout.GraphLayout;

/// Which part of a layout a view shows when it fits something in, given its size and what lies over it.
///
/// @param width of the view, pixels
/// @param height of the view, pixels
/// @param around what lies around the graph or over it
record GraphFrame(GraphLayout layout, double width, double height, Around around) {
    /// What lies around a graph or over it.
    ///
    /// @param minimap whether the minimap covers a corner
    /// @param names whether the bands' names stand at the left
    /// @param buttons whether the buttons to zoom stand at the right
    record Around(boolean minimap, boolean names, boolean buttons) {}

    private static final double NAMES = 128;
    static final double BUTTONS = 52;
    static final double MAP_WIDTH = 138;
    static final double MAP_HEIGHT = 92;
    static final double AWAY = 14;
    private static final double AROUND_NODES = 60;
    private static final double LEAST_BESIDE = 0.96;

    /// The camera that shows everything, beside the minimap unless the graph would be much smaller for it.
    Camera fitting() {
        Camera beside = area().fitting(whole(), nodes());
        Camera alone = area().showing(whole());
        return beside.scale() < LEAST_BESIDE * alone.scale() ? alone : beside;
    }

    /// Whether the minimap would hide nodes.
    boolean hidesNodes(Camera camera) {
        return area().hides(nodes(), camera);
    }

    private List<Bounds> nodes() {
        return layout.spots().values().stream().map(Bounds::of).toList();
    }

    /// The camera that shows some nodes large; empty when there are none of them.
    Optional<Camera> showing(Collection<String> nodes) {
        return boundsOf(nodes).map(b -> area().showing(b.grown(AROUND_NODES)));
    }

    ViewArea area() {
        double left = width - MAP_WIDTH - AWAY;
        double top = height - MAP_HEIGHT - AWAY;
        return new ViewArea(
                width,
                height,
                around.names() ? NAMES : ViewArea.MARGIN,
                around.buttons() ? BUTTONS : ViewArea.MARGIN,
                new Bounds(left, top, around.minimap() ? left + MAP_WIDTH : left, top + MAP_HEIGHT));
    }

    private Bounds whole() {
        return boundsOf(layout.spots().keySet())
                .map(b -> new Bounds(b.left(), 0, b.right(), layout.height()))
                .orElse(new Bounds(0, 0, 1, 1));
    }

    private Optional<Bounds> boundsOf(Collection<String> nodes) {
        return nodes.stream()
                .flatMap(id -> Optional.ofNullable(layout.spots().get(id)).stream())
                .map(Bounds::of)
                .reduce(Bounds::with);
    }
}
