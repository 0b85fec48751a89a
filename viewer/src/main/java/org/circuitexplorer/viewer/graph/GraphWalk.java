package org.circuitexplorer.viewer.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// Where a key press leads from a node.
final class GraphWalk {
    /// A direction of the picture; up is towards the logits.
    enum Direction {
        UP,
        DOWN,
        LEFT,
        RIGHT
    }

    private final GraphScene scene;
    private final GraphLook look;

    GraphWalk(GraphScene scene, GraphLook look) {
        this.scene = scene;
        this.look = look;
    }

    /// The next node in a direction: to the sides the next of the band; up and down the nearest node joined by a shown
    /// edge, or the nearest of the next band when none is.
    Optional<String> neighbour(String from, Direction direction) {
        return scene.node(from).flatMap(start -> switch (direction) {
            case LEFT -> beside(start, -1);
            case RIGHT -> beside(start, 1);
            case UP -> vertical(start, -1);
            case DOWN -> vertical(start, 1);
        });
    }

    /// The other end of the strongest shown edge to the logits' side (or the tokens' side) of a node; without weights,
    /// the nearest end of a residual wire.
    Optional<String> alongStrongest(String from, boolean towardsLogits) {
        Comparator<PictureEdge> strongest = Comparator.comparing(
                        (PictureEdge e) -> e.kind().isWeight())
                .thenComparingDouble(e -> Math.abs(e.weight()))
                .thenComparing(
                        Comparator.comparingDouble((PictureEdge e) -> rise(e)).reversed());
        return shown(from)
                .filter(e -> (towardsLogits ? e.source() : e.target()).equals(from))
                .max(strongest)
                .map(e -> towardsLogits ? e.target() : e.source());
    }

    /// Where a walk begins when nothing is selected: the node of the circuit that is filled most, the lowest of
    /// several.
    Optional<String> start() {
        return scene.nodes().stream()
                .filter(n -> !n.ghost() && !n.node().shape().isPill())
                .max(Comparator.comparingDouble((PlacedNode n) -> n.node().strength())
                        .thenComparingDouble(n -> n.spot().y())
                        .thenComparing(PlacedNode::id))
                .map(PlacedNode::id);
    }

    private Stream<PictureEdge> shown(String node) {
        return scene.edgesOf(node).stream().filter(e -> look.shows(e) && e.kind() != EdgeKind.PAIRING);
    }

    private double rise(PictureEdge edge) {
        return Math.abs(scene.layout().spot(edge.source()).y()
                - scene.layout().spot(edge.target()).y());
    }

    private Optional<String> beside(PlacedNode start, int side) {
        return scene.nodes().stream()
                .filter(n -> n.spot().y() == start.spot().y())
                .filter(n -> (n.spot().x() - start.spot().x()) * side > 0)
                .min(Comparator.comparingDouble(
                        n -> Math.abs(n.spot().x() - start.spot().x())))
                .map(PlacedNode::id);
    }

    private Optional<String> vertical(PlacedNode start, int side) {
        List<PlacedNode> joined = shown(start.id())
                .map(e -> e.source().equals(start.id()) ? e.target() : e.source())
                .flatMap(id -> scene.node(id).stream())
                .filter(n -> (n.spot().y() - start.spot().y()) * side > 0)
                .toList();
        return nearest(joined, start.spot()).or(() -> nearest(nextBand(start.spot(), side), start.spot()));
    }

    private List<PlacedNode> nextBand(Spot start, int side) {
        double y = scene.nodes().stream()
                .mapToDouble(n -> n.spot().y() * side)
                .filter(v -> v > start.y() * side)
                .min()
                .orElse(Double.NaN);
        return scene.nodes().stream().filter(n -> n.spot().y() * side == y).toList();
    }

    private static Optional<String> nearest(List<PlacedNode> nodes, Spot start) {
        return nodes.stream()
                .min(Comparator.comparingDouble((PlacedNode n) ->
                                Math.hypot(n.spot().x() - start.x(), n.spot().y() - start.y()))
                        .thenComparing(PlacedNode::id))
                .map(PlacedNode::id);
    }
}
