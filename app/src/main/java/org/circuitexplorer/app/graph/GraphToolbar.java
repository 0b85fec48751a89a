package org.circuitexplorer.app.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.circuitexplorer.app.picture.GhostEdges;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.session.Colouring;

/// The line above the graph: threshold, colouring, ghosts, what colours mean, what is ablated.
final class GraphToolbar {
    private static final double WIDE = 820;
    private static final double NARROW = 480;
    private static final double LEAST_WORD = 60;
    private final Study study;
    private final GraphModel model;
    private final HBox left = new HBox();
    private final HBox right = new HBox();
    private final WrappingBar bar = new WrappingBar(left, right);
    /// Whether ghosts need the room of words that are said elsewhere too.
    private final BooleanBinding tight;

    GraphToolbar(Study study, GraphModel model) {
        this.study = study;
        this.model = model;
        bar.getStyleClass().add("graph-toolbar");
        for (HBox group : List.of(left, right)) {
            group.getStyleClass().add("graph-toolbar-group");
            group.setAlignment(Pos.CENTER_LEFT);
        }
        Label minimum = muted(text("graph.minimumWeight"));
        tight = bar.widthProperty().lessThan(WIDE).and(model.ghostsWantedProperty());
        showWhere(minimum, bar.widthProperty().greaterThan(NARROW).and(tight.not()));
        Label value = new Label();
        value.setMinWidth(30);
        value.textProperty().bind(model.minimumWeightProperty().map(w -> "%.2f".formatted(w.doubleValue())));
        Label colour = muted(text("graph.colour"));
        Label positive = legend("legend-positive", text("graph.legend.positive"));
        Label negative = legend("legend-negative", text("graph.legend.negativeWeight"));
        showWhere(colour, bar.widthProperty().greaterThan(WIDE));
        positive.textProperty().bind(tight.map(t -> t ? "+" : text("graph.legend.positive")));
        negative.textProperty().bind(Bindings.createStringBinding(this::negativeWords, bar.widthProperty(), tight));
        left.getChildren().addAll(minimum, threshold(), value, colour, colouring(), ghosts(), moreGhosts(), budget());
        right.getChildren().addAll(positive, negative, ablated(), reset());
    }

    Region bar() {
        return bar;
    }

    private static void showWhere(Label word, BooleanBinding roomy) {
        word.visibleProperty().bind(roomy);
        word.managedProperty().bind(word.visibleProperty());
    }

    private String negativeWords() {
        if (tight.get()) return "−";
        return bar.getWidth() < WIDE ? text("graph.legend.negative") : text("graph.legend.negativeWeight");
    }

    private void shortenWhereNarrow(Control word) {
        word.minWidthProperty()
                .bind(bar.widthProperty().map(w -> w.doubleValue() < NARROW ? LEAST_WORD : Region.USE_PREF_SIZE));
    }

    private Slider threshold() {
        Slider threshold = new Slider(0, 1, 0);
        threshold.setId("minimum-weight");
        threshold.setAccessibleText(text("graph.minimumWeight.accessible"));
        threshold.setTooltip(new Tooltip(text("graph.minimumWeight.hint")));
        threshold.maxProperty().bind(model.largestWeightProperty());
        threshold.valueProperty().bindBidirectional(model.minimumWeightProperty());
        threshold.valueChangingProperty().subscribe(moving -> {
            if (!moving) study.history().endSlide();
        });
        threshold.setPrefWidth(110);
        threshold.setMinWidth(50);
        return threshold;
    }

    private MenuButton colouring() {
        MenuButton colouring = new MenuButton();
        colouring.setId("colouring");
        colouring.getStyleClass().add("flat-menu");
        shortenWhereNarrow(colouring);
        colouring.setAccessibleText(text("graph.colour.accessible"));
        colouring.setTooltip(new Tooltip(text("graph.colour.hint")));
        colouring.textProperty().bind(model.colouringProperty().map(Colouring::toString));
        for (Colouring each : Colouring.values()) {
            MenuItem item = new MenuItem(each.toString());
            item.setOnAction(e -> model.colouringProperty().set(each));
            colouring.getItems().add(item);
        }
        return colouring;
    }

    private ToggleButton ghosts() {
        ToggleButton ghosts = new ToggleButton();
        ghosts.setId("ghosts");
        ghosts.getStyleClass().setAll("toggle-button", "word-toggle");
        shortenWhereNarrow(ghosts);
        ghosts.setTooltip(new Tooltip(text("ghosts.hint")));
        ghosts.selectedProperty().bindBidirectional(model.ghostsWantedProperty());
        ghosts.textProperty()
                .bind(model.ghostsProperty()
                        .map(g -> g.all() == 0
                                ? text("ghosts.none")
                                : g.isCut()
                                        ? text("ghosts.strongest", g.shown().size(), g.all())
                                        : text("ghosts.all", g.all())));
        return ghosts;
    }

    private Hyperlink moreGhosts() {
        Hyperlink more = new Hyperlink(text("ghosts.more"));
        more.setId("ghosts-more");
        more.getStyleClass().setAll("link");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setTooltip(new Tooltip(text("ghosts.more.hint")));
        more.setAccessibleText(text("ghosts.more.hint"));
        more.setOnAction(e -> {
            model.moreGhosts();
            more.setVisited(false);
        });
        more.visibleProperty().bind(model.ghostsProperty().map(GhostEdges::isCut));
        more.managedProperty().bind(more.visibleProperty());
        return more;
    }

    private ToggleButton budget() {
        ToggleButton budget = new ToggleButton(text("budget.toggle"));
        budget.setId("budget-toggle");
        budget.getStyleClass().setAll("toggle-button", "word-toggle");
        budget.setMinWidth(Region.USE_PREF_SIZE);
        budget.setTooltip(new Tooltip(text("budget.toggle.hint")));
        budget.selectedProperty().bindBidirectional(model.budgetWantedProperty());
        return budget;
    }

    /// How much is ablated, and opened what; a click makes it active again.
    private MenuButton ablated() {
        MenuButton button = new MenuButton();
        button.setId("ablated-count");
        button.getStyleClass().add("flat-menu");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(text("graph.ablated.hint")));
        button.textProperty().bind(study.ablationsProperty().map(GraphToolbar::said));
        // An empty menu would never be shown, nor filled when it is.
        study.ablationsProperty().subscribe(now -> button.getItems().setAll(items(now)));
        button.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> study.ablations().isNone(), study.ablationsProperty()));
        return button;
    }

    private List<MenuItem> items(Ablations ablations) {
        List<MenuItem> items = new ArrayList<>();
        if (ablations.inverted()) {
            items.add(item(text("runs.circuit"), study.switches()::invert));
        }
        ablations
                .byNode()
                .forEach((node, how) -> items.add(
                        item(node + "   " + how.label(), () -> study.switches().activate(List.of(node)))));
        ablations
                .edges()
                .forEach(edge ->
                        items.add(item(edge.toString(), () -> study.switches().toggle(edge))));
        return items;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }

    private static String said(Ablations ablations) {
        return ablations.inverted()
                ? text("graph.ablatedInverted", ablations.size())
                : text("graph.ablated", ablations.size());
    }

    private Hyperlink reset() {
        Hyperlink link = new Hyperlink(text("graph.reset"));
        link.setId("reset");
        link.getStyleClass().setAll("link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setTooltip(new Tooltip(text("graph.reset.hint")));
        link.setOnAction(e -> {
            study.switches().reset();
            link.setVisited(false);
        });
        link.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> study.ablations().isNone(), study.ablationsProperty()));
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
}
