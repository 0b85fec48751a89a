package org.circuitexplorer.viewer.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// A picture with everything in its place; worked out once for many drawings.
final class GraphScene {
    static final GraphScene EMPTY = new GraphScene(CircuitPicture.EMPTY, GraphLayout.EMPTY);
    private final CircuitPicture picture;
    private final GraphLayout layout;
    private final Map<String, PlacedNode> nodes = new HashMap<>();
    private final Map<String, List<PictureEdge>> edgesOf = new HashMap<>();
    private final List<PlacedNode> drawn = new ArrayList<>();
    private final List<PlacedEdge> edges;
    private final List<PlacedChip> chips;
    private final double largestWeight;

    GraphScene(CircuitPicture picture, GraphLayout layout) {
        this.picture = picture;
        this.layout = layout;
        this.largestWeight = picture.largestWeight();
        for (PictureNode node : picture.nodes()) {
            PlacedNode placed = new PlacedNode(node, layout.spot(node.id()));
            nodes.put(node.id(), placed);
            drawn.add(placed);
        }
        for (PictureEdge edge : picture.edges()) {
            edgesOf.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge);
            edgesOf.computeIfAbsent(edge.target(), id -> new ArrayList<>()).add(edge);
        }
        edges = picture.edges().stream()
                .sorted(Comparator.comparing(GraphScene::depth).thenComparingDouble(e -> Math.abs(e.weight())))
                .map(e -> PlacedEdge.of(e, layout))
                .toList();
        chips = ChipPlacement.of(drawn, edges);
    }

    /// Edges drawn first lie below: wires, ghosts, weights, pairings.
    private static int depth(PictureEdge edge) {
        return switch (edge.kind()) {
            case RESIDUAL -> 0;
            case GHOST -> 1;
            case WEIGHT, EMBEDDING, UNEMBEDDING -> 2;
            case PAIRING -> 3;
        };
    }

    CircuitPicture picture() {
        return picture;
    }

    GraphLayout layout() {
        return layout;
    }

    List<PlacedNode> nodes() {
        return drawn;
    }

    /// Edges from the bottom of the drawing to its top.
    List<PlacedEdge> edges() {
        return edges;
    }

    List<PlacedChip> chips() {
        return chips;
    }

    Optional<PlacedNode> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    List<PictureEdge> edgesOf(String node) {
        return edgesOf.getOrDefault(node, List.of());
    }

    /// Part of the largest weight, 0 to 1; ghosts may be larger and count as 1.
    double relativeWeight(PictureEdge edge) {
        return largestWeight == 0 ? 0 : Math.min(1, Math.abs(edge.weight()) / largestWeight);
    }

    /// Whether an end of the edge is ablated, so that it carries a constant.
    boolean idle(PictureEdge edge) {
        return edge.ablated()
                || node(edge.source()).filter(PlacedNode::ablated).isPresent()
                || node(edge.target()).filter(PlacedNode::ablated).isPresent();
    }

    long pairings() {
        return picture.edges().stream()
                .filter(e -> e.kind() == EdgeKind.PAIRING)
                .count();
    }
}
