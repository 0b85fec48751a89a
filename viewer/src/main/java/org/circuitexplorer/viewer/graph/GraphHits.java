package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// What stands at a point of the drawing.
final class GraphHits {
    private static final int PIECES = 24;
    private final GraphScene scene;
    private final GraphLook look;

    GraphHits(GraphScene scene, GraphLook look) {
        this.scene = scene;
        this.look = look;
    }

    Optional<PictureNode> nodeAt(double x, double y) {
        return scene.nodes().reversed().stream()
                .filter(n -> n.spot().contains(x, y))
                .map(PlacedNode::node)
                .findFirst();
    }

    /// The node whose shape or label chip is at a point.
    Optional<PictureNode> nodeOrChipAt(double x, double y) {
        return nodeAt(x, y)
                .or(() -> scene.chips().stream()
                        .filter(c -> c.bounds().contains(x, y))
                        .findFirst()
                        .flatMap(c -> scene.node(c.node()))
                        .map(PlacedNode::node));
    }

    /// The nearest shown edge within a distance.
    Optional<PictureEdge> edgeAt(double x, double y, double within) {
        PictureEdge nearest = null;
        double least = within;
        for (PlacedEdge edge : scene.edges()) {
            if (!look.shows(edge.edge()) || !edge.bounds().grown(within).contains(x, y)) continue;
            double distance = distance(edge, x, y);
            if (distance > least) continue;
            least = distance;
            nearest = edge.edge();
        }
        return Optional.ofNullable(nearest);
    }

    private static double distance(PlacedEdge edge, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        double fromX = 0;
        double fromY = 0;
        for (Step step : edge.path().steps()) {
            switch (step) {
                case Step.Move m -> {
                    fromX = m.x();
                    fromY = m.y();
                }
                case Step.Line l -> {
                    least = Math.min(least, toSegment(x, y, fromX, fromY, l.x(), l.y()));
                    fromX = l.x();
                    fromY = l.y();
                }
                case Step.Curve c -> {
                    least = Math.min(least, toCurve(x, y, fromX, fromY, c));
                    fromX = c.x();
                    fromY = c.y();
                }
                case Step.Close c -> {}
            }
        }
        return least;
    }

    private static double toCurve(double x, double y, double fromX, double fromY, Step.Curve c) {
        double least = Double.POSITIVE_INFINITY;
        double lastX = fromX;
        double lastY = fromY;
        for (int i = 1; i <= PIECES; i++) {
            double t = (double) i / PIECES;
            double nextX = cubic(t, fromX, c.x1(), c.x2(), c.x());
            double nextY = cubic(t, fromY, c.y1(), c.y2(), c.y());
            least = Math.min(least, toSegment(x, y, lastX, lastY, nextX, nextY));
            lastX = nextX;
            lastY = nextY;
        }
        return least;
    }

    private static double cubic(double t, double a, double b, double c, double d) {
        double u = 1 - t;
        return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    }

    private static double toSegment(double x, double y, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - x1) * dx + (y - y1) * dy) / length, 0, 1);
        return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
    }
}
