package org.circuitexplorer.app.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.collections.SetChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.circuitexplorer.app.workspace.Budget;
import org.circuitexplorer.app.workspace.Selection;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.graph.GraphContext;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// The graph with its toolbar.
public final class GraphPane extends BorderPane {
    private final Study study;
    private final GraphModel model;
    private final CircuitGraphView view = new CircuitGraphView();
    private final AblationMenu menu;
    private boolean following;
    private String focused = "";
    private int depth;

    /// @param placeholder shown where there is no circuit
    public GraphPane(Study study, GraphModel model, Budget budget, Region placeholder) {
        this.study = study;
        this.model = model;
        this.menu = new AblationMenu(study);
        view.setId("graph");
        view.setPicture(model.pictureProperty().get());
        model.unfoldedProperty().subscribe(view.orderReferenceProperty()::set);
        model.pictureProperty().subscribe(picture -> {
            view.setPicture(picture);
            if (!following) quietly(() -> mark(study.selection().nodes()));
        });
        view.minimumWeightProperty().bind(model.minimumWeightProperty());
        view.visibleProperty().bind(model.pictureProperty().map(p -> !p.nodes().isEmpty()));
        placeholder.visibleProperty().bind(view.visibleProperty().not());
        StackPane area = new StackPane(placeholder, view, edgesShown());
        area.getStyleClass().add("graph-area");
        setTop(new GraphToolbar(study, model).bar());
        setCenter(area);
        setBottom(sizes(budget));
        followSelection();
        GraphHints hints = new GraphHints(study);
        view.callbacks().setNodeHint(hints::of);
        view.callbacks().setEdgeHint(hints::of);
        view.callbacks().setOnContextMenu(this::showMenu);
        view.callbacks().setOnNodeActivated(this::open);
        view.callbacks().setOnEdgeClicked(this::choose);
    }

    /// Colours of the graph.
    public ObjectProperty<Theme> themeProperty() {
        return view.themeProperty();
    }

    /// The graph itself, to give it the focus.
    public CircuitGraphView view() {
        return view;
    }

    /// Marks nodes as found.
    public void highlight(Set<NodeId> nodes) {
        view.marks()
                .highlightedProperty()
                .set(nodes.stream().map(model.collapse()::shownAs).collect(Collectors.toSet()));
    }

    private BudgetPane sizes(Budget budget) {
        BudgetPane sizes = new BudgetPane(study, budget);
        sizes.themeProperty().bind(view.themeProperty());
        sizes.visibleProperty().bind(model.budgetWantedProperty());
        sizes.managedProperty().bind(sizes.visibleProperty());
        return sizes;
    }

    private Label edgesShown() {
        Label shown = new Label();
        shown.setId("edges-shown");
        shown.getStyleClass().addAll("muted", "small", "graph-note");
        shown.setMouseTransparent(true);
        shown.visibleProperty().bind(view.visibleProperty());
        shown.textProperty().bind(view.edgeCountProperty().map(Object::toString));
        StackPane.setAlignment(shown, Pos.BOTTOM_LEFT);
        StackPane.setMargin(shown, new Insets(0, 0, 8, 14));
        return shown;
    }

    /// What is selected in the graph is selected everywhere, and the other way round.
    private void followSelection() {
        Selection selection = study.selection();
        selection.nodesProperty().subscribe(nodes -> {
            view.marks().pathProperty().set(Set.of());
            focused = "";
            if (!following) quietly(() -> show(nodes));
        });
        selection
                .edgeProperty()
                .subscribe(edge -> view.marks().selectedEdgeProperty().set(edge.map(GraphPane::wire)));
        view.marks().selected().addListener((SetChangeListener<String>) change -> {
            if (following) return;
            Optional<NodeId> ghost = Optional.ofNullable(change.getElementAdded())
                    .filter(this::isGhost)
                    .flatMap(this::node);
            if (ghost.isPresent()) grow(ghost.get());
            else
                quietly(() -> selection.choose(view.marks().selected().stream()
                        .flatMap(id -> nodes(id).stream())
                        .toList()));
        });
    }

    /// A part is unfolded; a node stands out with its neighbours, at the next time with theirs.
    private void open(PictureNode node) {
        model.collapse()
                .hidden(node.id())
                .flatMap(nodes -> model.collapse().partOf(nodes.getFirst()))
                .ifPresentOrElse(model::unfold, () -> focus(node.id()));
    }

    private void focus(String node) {
        depth = focused.equals(node) ? depth + 1 : 1;
        focused = view.focus(node, depth) ? node : "";
    }

    private void quietly(Runnable change) {
        following = true;
        change.run();
        following = false;
    }

    private void show(List<NodeId> nodes) {
        List<String> ids = mark(nodes);
        if (!ids.isEmpty()) view.reveal(ids.getLast());
    }

    private List<String> mark(List<NodeId> nodes) {
        List<String> ids =
                nodes.stream().map(model.collapse()::shownAs).distinct().toList();
        view.marks().selected().retainAll(ids);
        view.marks().selected().addAll(ids);
        return ids;
    }

    /// The nodes that a node of the picture stands for: itself, or those of a collapsed part.
    private List<NodeId> nodes(String id) {
        return model.collapse().hidden(id).orElseGet(() -> node(id).stream().toList());
    }

    /// A click on a ghost makes it part of the circuit; what was selected stays so.
    private void grow(NodeId ghost) {
        quietly(() -> show(study.selection().nodes()));
        study.growth().add(ghost);
    }

    private static Wire wire(EdgeId edge) {
        return new Wire(edge.source().name(), edge.target().name(), EdgeKind.WEIGHT);
    }

    private void choose(PictureEdge edge) {
        if (edge.kind() == EdgeKind.GHOST) outside(edge).ifPresent(study.growth()::add);
        if (edge.kind() == EdgeKind.WEIGHT) edgeOf(edge).ifPresent(study.selection()::choose);
    }

    private Optional<EdgeId> edgeOf(PictureEdge edge) {
        return node(edge.source()).flatMap(source -> node(edge.target()).map(target -> new EdgeId(source, target)));
    }

    /// The end of a ghost edge that is not in the circuit.
    private Optional<NodeId> outside(PictureEdge edge) {
        return List.of(edge.source(), edge.target()).stream()
                .filter(this::isGhost)
                .findFirst()
                .flatMap(this::node);
    }

    private boolean isGhost(String node) {
        return model.pictureProperty().get().nodes().stream()
                .anyMatch(n -> n.id().equals(node) && n.state() == NodeState.GHOST);
    }

    private Optional<NodeId> node(String id) {
        return study.entry().flatMap(e -> NodeId.parse(id, e.model().config()));
    }

    private void showMenu(GraphContext context) {
        context.node()
                .flatMap(n -> nodes(n.id()).stream().findFirst())
                .map(node -> isGhost(node.name()) ? menu.ofGhost(node) : menu.of(node))
                .or(() -> context.edge().flatMap(this::menuOf))
                .ifPresent(shown -> shown.show(view, context.screenX(), context.screenY()));
    }

    private Optional<ContextMenu> menuOf(PictureEdge edge) {
        return switch (edge.kind()) {
            case WEIGHT -> edgeOf(edge).map(menu::of);
            case GHOST -> outside(edge).map(menu::ofGhost);
            case RESIDUAL, PAIRING, EMBEDDING, UNEMBEDDING -> Optional.empty();
        };
    }
}
