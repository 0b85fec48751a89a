package org.circuitexplorer.app.graph;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.SetChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.graph.GraphContext;

/// The graph with its toolbar.
public final class GraphPane extends BorderPane {
    private final Study study;
    private final GraphModel model;
    private final CircuitGraphView view = new CircuitGraphView();
    private final AblationMenu menu;
    private boolean following;

    /// @param placeholder shown where there is no circuit
    public GraphPane(Study study, GraphModel model, Region placeholder) {
        this.study = study;
        this.model = model;
        this.menu = new AblationMenu(study);
        view.setId("graph");
        view.setPicture(model.pictureProperty().get());
        model.pictureProperty().subscribe(view::setPicture);
        view.minimumWeightProperty().bind(model.minimumWeightProperty());
        view.visibleProperty().bind(model.pictureProperty().map(p -> !p.nodes().isEmpty()));
        placeholder.visibleProperty().bind(view.visibleProperty().not());
        StackPane area = new StackPane(placeholder, view);
        area.getStyleClass().add("graph-area");
        setTop(toolbar());
        setCenter(area);
        followSelection();
        view.callbacks().setOnContextMenu(this::showMenu);
        view.callbacks().setOnNodeActivated(n -> view.fit(java.util.List.of(n.id())));
    }

    /// Colours of the graph.
    public ObjectProperty<Theme> themeProperty() {
        return view.themeProperty();
    }

    /// The graph itself, to give it the focus.
    public CircuitGraphView view() {
        return view;
    }

    private HBox toolbar() {
        Slider threshold = new Slider(0, 1, 0);
        threshold.setId("minimum-weight");
        threshold.setAccessibleText("Smallest weight shown");
        threshold.maxProperty().bind(model.largestWeightProperty());
        threshold.valueProperty().bindBidirectional(model.minimumWeightProperty());
        Label value = new Label();
        value.setMinWidth(32);
        value.textProperty().bind(model.minimumWeightProperty().map(w -> "%.2f".formatted(w.doubleValue())));
        Label shown = new Label();
        shown.setId("edges-shown");
        shown.getStyleClass().add("muted");
        shown.setMinWidth(USE_PREF_SIZE);
        shown.textProperty().bind(view.edgeCountProperty().map(Object::toString));
        ComboBox<Colouring> colouring = new ComboBox<>();
        colouring.getItems().setAll(Colouring.values());
        colouring.valueProperty().bindBidirectional(model.colouringProperty());
        colouring.getStyleClass().add("flat-combo");
        colouring.setPrefWidth(178);
        colouring.setMinWidth(110);
        colouring.setAccessibleText("Colour of the nodes");
        colouring.setTooltip(new Tooltip("Colour of the nodes"));
        colouring.setPrefWidth(138);
        threshold.setPrefWidth(90);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(
                muted("Min |weight|"),
                threshold,
                value,
                shown,
                colouring,
                space,
                legend("legend-positive", "positive"),
                legend("legend-negative", "negative"),
                gap(4),
                ablated(),
                reset());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("graph-toolbar");
        return bar;
    }

    private Label ablated() {
        Label label = new Label();
        label.setId("ablated-count");
        label.textProperty().bind(study.ablations().currentProperty().map(a -> a.size() + " ablated"));
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Hyperlink reset() {
        Hyperlink link = new Hyperlink("reset");
        link.setId("reset");
        link.getStyleClass().setAll("link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(e -> {
            study.resetAblations();
            link.setVisited(false);
        });
        link.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> study.ablations().current().size() == 0,
                        study.ablations().currentProperty()));
        return link;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label legend(String style, String text) {
        Rectangle swatch = new Rectangle(9, 9);
        swatch.setArcWidth(3);
        swatch.setArcHeight(3);
        swatch.getStyleClass().add(style);
        Label label = muted(text);
        label.setGraphic(swatch);
        return label;
    }

    private static Region gap(double width) {
        Region gap = new Region();
        gap.setMinWidth(width);
        return gap;
    }

    private void followSelection() {
        study.selectionProperty().subscribe(selected -> {
            following = true;
            selected.ifPresentOrElse(
                    n -> show(n.name()), () -> view.getSelectedNodes().clear());
            following = false;
        });
        view.getSelectedNodes().addListener((SetChangeListener<String>) change -> {
            if (!following && change.wasAdded()) node(change.getElementAdded()).ifPresent(study::select);
        });
    }

    private void show(String node) {
        if (!view.getSelectedNodes().contains(node)) view.select(node);
        view.reveal(node);
    }

    private Optional<NodeId> node(String id) {
        return study.entry().flatMap(e -> NodeId.parse(id, e.model().config()));
    }

    private void showMenu(GraphContext context) {
        context.node().flatMap(n -> node(n.id())).ifPresent(node -> {
            study.select(node);
            ContextMenu shown = menu.of(node);
            shown.show(view, context.screenX(), context.screenY());
        });
    }
}
