package org.circuitexplorer.viewer.graph;

import org.circuitexplorer.viewer.draw.Figure;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.layout.Spot;

/// A rectangle of the drawing by its sides.
record Bounds(double left, double top, double right, double bottom) {
    private static final Bounds NOTHING = new Bounds(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /// The box of all points and control points, which holds the curve.
    static Bounds of(Figure.Path path) {
        Bounds bounds = NOTHING;
        for (Step step : path.steps()) {
            bounds = switch (step) {
                case Step.Move m -> bounds.with(m.x(), m.y());
                case Step.Line l -> bounds.with(l.x(), l.y());
                case Step.Curve c ->
                    bounds.with(c.x1(), c.y1()).with(c.x2(), c.y2()).with(c.x(), c.y());
                case Step.Close c -> bounds;
            };
        }
        return bounds;
    }

    static Bounds of(Spot spot) {
        return new Bounds(spot.left(), spot.top(), spot.right(), spot.bottom());
    }

    boolean meets(Bounds other) {
        return left <= other.right && right >= other.left && top <= other.bottom && bottom >= other.top;
    }

    boolean contains(double x, double y) {
        return x >= left && x <= right && y >= top && y <= bottom;
    }

    boolean holds(Bounds other) {
        return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom;
    }

    Bounds grown(double by) {
        return new Bounds(left - by, top - by, right + by, bottom + by);
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    /// The smallest rectangle that holds both.
    Bounds with(Bounds other) {
        return with(other.left, other.top).with(other.right, other.bottom);
    }

    private Bounds with(double x, double y) {
        return new Bounds(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
    }
}
