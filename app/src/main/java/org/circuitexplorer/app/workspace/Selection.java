package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;

/// What is selected: some nodes, of which the one selected last is looked at, or an edge, or nothing.
public final class Selection {
    private final ReadOnlyObjectWrapper<List<NodeId>> nodes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<NodeId>> node = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<EdgeId>> edge = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// All selected nodes in the order of selection.
    public ReadOnlyObjectProperty<List<NodeId>> nodesProperty() {
        return nodes.getReadOnlyProperty();
    }

    public List<NodeId> nodes() {
        return nodes.get();
    }

    /// The node selected last.
    public ReadOnlyObjectProperty<Optional<NodeId>> nodeProperty() {
        return node.getReadOnlyProperty();
    }

    /// The selected edge; while there is one no node is selected.
    public ReadOnlyObjectProperty<Optional<EdgeId>> edgeProperty() {
        return edge.getReadOnlyProperty();
    }

    public Optional<EdgeId> edge() {
        return edge.get();
    }

    /// Selects some nodes and nothing else.
    public void choose(List<NodeId> chosen) {
        show(chosen.stream().distinct().toList(), Optional.empty());
    }

    /// Leaves those selected that are among some others.
    void retain(Set<NodeId> others) {
        choose(nodes().stream().filter(others::contains).toList());
    }

    /// Selects an edge and nothing else.
    public void choose(EdgeId chosen) {
        show(List.of(), Optional.of(chosen));
    }

    private void show(List<NodeId> newNodes, Optional<EdgeId> newEdge) {
        edge.set(newEdge);
        nodes.set(newNodes);
        node.set(newNodes.isEmpty() ? Optional.empty() : Optional.of(newNodes.getLast()));
    }
}
