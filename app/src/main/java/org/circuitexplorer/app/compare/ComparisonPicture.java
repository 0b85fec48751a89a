package org.circuitexplorer.app.compare;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitComparison.Side;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.Tint;

/// Two circuits drawn over the union of their nodes: what both have in the accent colour, what only the first has warm,
/// what only the second has violet, nodes and edges alike.
final class ComparisonPicture {
    private ComparisonPicture() {}

    /// @param pairs pairs of both tasks, whose tokens and answers are drawn
    static CircuitPicture of(CircuitComparison comparison, OpenModel model, List<PromptPair> pairs) {
        Set<NodeId> union = new TreeSet<>(comparison.left().circuit().nodeSet());
        union.addAll(comparison.right().circuit().nodeSet());
        CircuitPicture whole = new CircuitPictures(model.transformer(), model::tokenText)
                .of(CircuitGraph.of(model.transformer(), Circuit.of(union)), pairs, node -> face(comparison, node));
        Map<Wire, Side> sides = new HashMap<>();
        put(sides, comparison.edges().shared(), Side.BOTH);
        put(sides, comparison.edges().onlyLeft(), Side.LEFT);
        put(sides, comparison.edges().onlyRight(), Side.RIGHT);
        Map<String, Side> nodes = union.stream().collect(Collectors.toMap(NodeId::name, comparison::sideOf));
        // A weight between a node of one and a node of the other belongs to neither.
        CircuitPicture both = new CircuitPicture(
                whole.bands(),
                whole.nodes(),
                whole.edges().stream()
                        .filter(e -> e.kind() != EdgeKind.WEIGHT || sides.containsKey(Wire.of(e)))
                        .map(e -> side(e, sides, nodes)
                                .map(s -> e.withTint(tint(s)))
                                .orElse(e))
                        .toList());
        return CircuitPictures.showing(both, unused(comparison));
    }

    private static void put(Map<Wire, Side> sides, Collection<CircuitEdge> edges, Side side) {
        edges.forEach(e -> sides.put(new Wire(e.source().name(), e.target().name(), EdgeKind.WEIGHT), side));
    }

    /// Which circuit a weight belongs to: from a token or to an answer, that of its node.
    private static Optional<Side> side(PictureEdge edge, Map<Wire, Side> sides, Map<String, Side> nodes) {
        return switch (edge.kind()) {
            case WEIGHT -> Optional.ofNullable(sides.get(Wire.of(edge)));
            case EMBEDDING -> Optional.ofNullable(nodes.get(edge.target()));
            case UNEMBEDDING -> Optional.ofNullable(nodes.get(edge.source()));
            case RESIDUAL, PAIRING, GHOST -> Optional.empty();
        };
    }

    private static Tint tint(Side side) {
        return switch (side) {
            case BOTH -> Tint.ACCENT;
            case LEFT -> Tint.POSITIVE;
            case RIGHT -> Tint.VIOLET;
        };
    }

    /// Edges that no circuit that has them is known to use.
    private static Set<CircuitEdge> unused(CircuitComparison comparison) {
        Set<CircuitEdge> unused = new TreeSet<>();
        Set<CircuitEdge> used = new TreeSet<>();
        for (CircuitDocument document : List.of(comparison.left(), comparison.right())) {
            Set<CircuitEdge> without = document.used()
                    .<Set<CircuitEdge>>map(u -> u.unusedOf(document.edges()))
                    .orElse(Set.of());
            unused.addAll(without);
            document.edges().stream().filter(e -> !without.contains(e)).forEach(used::add);
        }
        unused.removeAll(used);
        return unused;
    }

    private static NodeFace face(CircuitComparison comparison, NodeId node) {
        Side side = comparison.sideOf(node);
        return new NodeFace(side == Side.BOTH ? 1 : 0.8, tint(side), label(comparison, node), NodeState.ACTIVE);
    }

    private static String label(CircuitComparison comparison, NodeId node) {
        return Stream.of(comparison.left(), comparison.right())
                .map(CircuitDocument::circuit)
                .filter(c -> c.contains(node))
                .map(c -> c.info(node).label())
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("");
    }
}
