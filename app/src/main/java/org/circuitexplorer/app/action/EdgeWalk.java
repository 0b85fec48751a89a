package org.circuitexplorer.app.action;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;

/// Walks through the edges of a node of the circuit, the strongest first, and then back to the node.
final class EdgeWalk {
    private final Study study;
    private Optional<NodeId> from = Optional.empty();

    EdgeWalk(Study study) {
        this.study = study;
    }

    boolean isPossible() {
        return study.selection().edge().isPresent()
                || study.selectionProperty().get().isPresent();
    }

    void next() {
        Optional<EdgeId> at = study.selection().edge();
        if (at.isEmpty()) from = study.selectionProperty().get();
        NodeId node = from.filter(n -> at.isEmpty() || at.get().touches(n))
                .or(() -> at.map(EdgeId::source))
                .orElseThrow();
        from = Optional.of(node);
        List<EdgeId> edges = edgesOf(node);
        int next = at.map(edges::indexOf).orElse(-1) + 1;
        if (next < edges.size()) study.selection().choose(edges.get(next));
        else study.select(node);
    }

    private List<EdgeId> edgesOf(NodeId node) {
        return study.circuit().map(c -> c.edges()).orElse(List.of()).stream()
                .filter(e -> EdgeId.of(e).touches(node))
                .sorted(Comparator.comparingDouble((CircuitEdge e) -> -Math.abs(e.weight()))
                        .thenComparing(Comparator.naturalOrder()))
                .map(EdgeId::of)
                .toList();
    }
}
