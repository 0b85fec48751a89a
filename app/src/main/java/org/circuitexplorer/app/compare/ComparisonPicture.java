package org.circuitexplorer.app.compare;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.app.picture.CircuitPictures;
import org.circuitexplorer.app.picture.NodeFace;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.Tint;

/// Two circuits drawn over the union of their nodes: what both have in the accent colour, what only the first has warm,
/// what only the second has cold.
final class ComparisonPicture {
    private ComparisonPicture() {}

    /// @param pairs pairs of both tasks, whose tokens and answers are drawn
    static CircuitPicture of(CircuitComparison comparison, OpenModel model, List<PromptPair> pairs) {
        Set<NodeId> union = new TreeSet<>(comparison.left().circuit().nodeSet());
        union.addAll(comparison.right().circuit().nodeSet());
        CircuitPicture whole = new CircuitPictures(model.transformer(), model::tokenText)
                .of(CircuitGraph.of(model.transformer(), Circuit.of(union)), pairs, node -> face(comparison, node));
        Set<Wire> used = Stream.of(comparison.left(), comparison.right())
                .flatMap(circuit -> circuit.edges().stream())
                .map(e -> new Wire(e.source().name(), e.target().name(), EdgeKind.WEIGHT))
                .collect(Collectors.toSet());
        // A weight between a node of one and a node of the other belongs to neither.
        CircuitPicture both = new CircuitPicture(
                whole.bands(),
                whole.nodes(),
                whole.edges().stream()
                        .filter(e -> e.kind() != EdgeKind.WEIGHT || used.contains(Wire.of(e)))
                        .toList());
        return CircuitPictures.showing(both, unused(comparison));
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
        return switch (comparison.sideOf(node)) {
            case BOTH -> new NodeFace(1, Tint.ACCENT, label(comparison, node), NodeState.ACTIVE);
            case LEFT -> new NodeFace(0.8, Tint.POSITIVE, label(comparison, node), NodeState.ACTIVE);
            case RIGHT -> new NodeFace(0.8, Tint.VIOLET, label(comparison, node), NodeState.ACTIVE);
        };
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
