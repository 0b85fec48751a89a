package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// What stands at a point of the drawing.
final class GraphHits {
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
        double[] p = edge.samples();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 2; i < p.length; i += 2) {
            least = Math.min(least, toSegment(x, y, p[i - 2], p[i - 1], p[i], p[i + 1]));
        }
        return least;
    }

    private static double toSegment(double x, double y, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - x1) * dx + (y - y1) * dy) / length, 0, 1);
        return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
    }
}
