package org.circuitexplorer.viewer.graph;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The part of a graph view that nothing lies over, and the camera that fits a graph into it.
///
/// @param left room for the bands' names
/// @param right room for the buttons
/// @param minimap where the minimap lies, empty of width when it is hidden
record ViewArea(double width, double height, double left, double right, Bounds minimap) {
    static final double MARGIN = 16;
    private static final double LARGEST_FIT = 3;
    private static final double SMALLER = 0.97;

    /// Between the bands' names and the buttons.
    Bounds bounds() {
        return new Bounds(left, MARGIN, Math.max(left + 1, width - right), Math.max(MARGIN + 1, height - MARGIN));
    }

    Camera showing(Bounds part) {
        return Camera.showing(part, bounds(), LARGEST_FIT);
    }

    /// The largest camera that shows everything and hides no node under the minimap: in the middle if it can be, else
    /// towards the left and the top, and smaller only where that does not help.
    Camera fitting(Bounds whole, List<Bounds> nodes) {
        Camera plain = showing(whole);
        if (minimap.width() <= 0) return plain;
        Bounds all = bounds();
        Bounds beside = new Bounds(all.left(), all.top(), Math.max(all.left() + 1, minimap.left() - 8), all.bottom());
        Bounds above = new Bounds(all.left(), all.top(), all.right(), Math.max(all.top() + 1, minimap.top() - 8));
        Camera certain = Stream.of(beside, above)
                .map(area -> Camera.showing(whole, area, LARGEST_FIT))
                .max(Comparator.comparingDouble(Camera::scale))
                .orElse(plain);
        return DoubleStream.iterate(plain.scale(), scale -> scale > certain.scale(), scale -> scale * SMALLER)
                .boxed()
                .flatMap(scale -> places(whole, scale))
                .filter(camera -> !hides(nodes, camera))
                .findFirst()
                .orElse(certain);
    }

    /// Whether some of the nodes lie under the minimap.
    boolean hides(List<Bounds> nodes, Camera camera) {
        return minimap.width() > 0
                && nodes.stream().anyMatch(n -> onScreen(n, camera).meets(minimap));
    }

    /// Everything at one scale: in the middle, then at the left, at the top, and in the corner of both.
    private Stream<Camera> places(Bounds whole, double scale) {
        Bounds all = bounds();
        Camera middle = Camera.showing(whole, all, scale);
        double left = all.left() - middle.pixelX(whole.left());
        double up = all.top() - middle.pixelY(whole.top());
        return Stream.of(middle, middle.panned(left, 0), middle.panned(0, up), middle.panned(left, up));
    }

    private static Bounds onScreen(Bounds node, Camera camera) {
        return new Bounds(
                camera.pixelX(node.left()),
                camera.pixelY(node.top()),
                camera.pixelX(node.right()),
                camera.pixelY(node.bottom()));
    }
}
