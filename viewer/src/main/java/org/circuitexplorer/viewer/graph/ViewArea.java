package org.circuitexplorer.viewer.graph;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The part of a graph view that nothing lies over, and the camera that fits a graph into it.
///
/// @param minimap where the minimap lies, empty of width when it is hidden
record ViewArea(double width, double height, Bounds minimap) {
    private static final double LABELS = 128;
    private static final double BUTTONS = 52;
    private static final double MARGIN = 16;
    private static final double LARGEST_FIT = 2;

    /// Between the bands' names and the buttons.
    Bounds bounds() {
        return new Bounds(LABELS, MARGIN, Math.max(LABELS + 1, width - BUTTONS), Math.max(MARGIN + 1, height - MARGIN));
    }

    Camera showing(Bounds part) {
        return Camera.showing(part, bounds(), LARGEST_FIT);
    }

    /// The largest camera that shows everything and hides no node under the minimap.
    Camera fitting(Bounds whole, List<Bounds> nodes) {
        Camera plain = showing(whole);
        if (minimap.width() <= 0
                || nodes.stream().noneMatch(n -> onScreen(n, plain).meets(minimap))) return plain;
        Bounds all = bounds();
        Bounds beside = new Bounds(all.left(), all.top(), Math.max(all.left() + 1, minimap.left() - 8), all.bottom());
        Bounds above = new Bounds(all.left(), all.top(), all.right(), Math.max(all.top() + 1, minimap.top() - 8));
        return Stream.of(beside, above)
                .map(area -> Camera.showing(whole, area, LARGEST_FIT))
                .max(Comparator.comparingDouble(Camera::scale))
                .orElse(plain);
    }

    private static Bounds onScreen(Bounds node, Camera camera) {
        return new Bounds(
                camera.pixelX(node.left()),
                camera.pixelY(node.top()),
                camera.pixelX(node.right()),
                camera.pixelY(node.bottom()));
    }
}
