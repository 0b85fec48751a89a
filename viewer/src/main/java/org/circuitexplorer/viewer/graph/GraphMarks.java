package org.circuitexplorer.viewer.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureNode;

/// What is selected in a graph view, what stands out, and what the pointer rests on.
public final class GraphMarks {
    private final CircuitGraphView view;
    private final ObservableSet<String> selected = FXCollections.observableSet(new LinkedHashSet<>());
    private final ObjectProperty<Set<String>> highlighted = new SimpleObjectProperty<>(this, "highlighted", Set.of());
    private final ObjectProperty<Set<String>> path = new SimpleObjectProperty<>(this, "path", Set.of());
    private final ObjectProperty<Optional<Wire>> selectedEdge =
            new SimpleObjectProperty<>(this, "selectedEdge", Optional.empty());
    private Optional<String> hovered = Optional.empty();

    GraphMarks(CircuitGraphView view) {
        this.view = view;
    }

    /// Draws the view anew with every change.
    void listen() {
        highlighted.subscribe(view::refresh);
        path.subscribe(view::refresh);
        selectedEdge.subscribe(view::refresh);
        selected.addListener((SetChangeListener<String>) change -> view.refresh());
    }

    /// Ids of the selected nodes in the order of selection; change it to select.
    public ObservableSet<String> selected() {
        return selected;
    }

    /// Ids of nodes marked as found.
    public ObjectProperty<Set<String>> highlightedProperty() {
        return highlighted;
    }

    /// Ids of nodes that stand out with the edges between them, all else being dimmed; none for no difference.
    public ObjectProperty<Set<String>> pathProperty() {
        return path;
    }

    /// The edge that is selected.
    public ObjectProperty<Optional<Wire>> selectedEdgeProperty() {
        return selectedEdge;
    }

    GraphLook.Marks now() {
        return new GraphLook.Marks(selected, selectedEdge.get(), hovered, highlighted.get(), path.get());
    }

    /// Selects one node alone.
    public void select(String node) {
        selected.add(node);
        selected.removeIf(id -> !id.equals(node));
    }

    /// Selects every node of the circuit; tokens, answers and ghosts are none.
    public void selectAll() {
        selected.addAll(view.getPicture().nodes().stream()
                .filter(n -> n.state() != NodeState.GHOST && !n.shape().isPill())
                .map(PictureNode::id)
                .toList());
    }

    /// Adds what stands in a part of the view to the selection.
    void selectWithin(Bounds pixels) {
        Camera camera = view.getCamera();
        Bounds part = new Bounds(
                camera.toX(pixels.left()),
                camera.toY(pixels.top()),
                camera.toX(pixels.right()),
                camera.toY(pixels.bottom()));
        selected.addAll(view.shown().nodes().stream()
                .filter(n -> !n.ghost() && !n.node().shape().isPill())
                .filter(n -> part.contains(n.spot().x(), n.spot().y()))
                .map(PlacedNode::id)
                .toList());
    }

    /// Lets the paths between the nodes selected first and last stand out, as far as edges are shown; ends that when it
    /// is so already.
    ///
    /// @return whether there is a path
    public boolean togglePath() {
        if (!path.get().isEmpty() || selected.size() < 2) {
            path.set(Set.of());
            return true;
        }
        List<String> ends = List.copyOf(selected);
        path.set(new PathBetween(view.getPicture(), view.look()).of(ends.getFirst(), ends.getLast()));
        return !path.get().isEmpty();
    }

    /// The node selected last.
    Optional<PictureNode> focusedNode() {
        return focused().map(PlacedNode::node);
    }

    /// The same with its place.
    Optional<PlacedNode> focused() {
        return selected.stream().reduce((first, second) -> second).flatMap(view.shown()::node);
    }

    void hover(Optional<String> node) {
        if (node.equals(hovered)) return;
        hovered = node;
        view.refresh();
    }
}
