package org.circuitexplorer.app.inspector;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Connection;
import org.circuitexplorer.app.workspace.NodeEffect;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.token.HeatToken;
import org.circuitexplorer.viewer.token.TokenHeatMapView;

/// What is known of the selected node, and what can be done to it.
public final class InspectorView extends ScrollPane {
    private static final double HISTOGRAM_HEIGHT = 150;
    private final Study study;
    private final InspectorModel model;
    private final ObservableValue<Theme> theme;
    private final Label title = label("inspector-title");
    private final TextField name = field("node-label", "add a name");
    private final TextField note = field("node-note", "add a note");
    private final Label loss = label("figure");
    private final Label answer = label("figure");
    private final Label edges = label("figure");
    private final HistogramView histogram = new HistogramView();
    private final VBox examples = new VBox(4);
    private final VBox reads = new VBox(1);
    private final VBox writes = new VBox(1);
    private final Label readsTitle = label("section");
    private List<List<HeatToken>> shownExamples = List.of();
    private Optional<NodeId> editing = Optional.empty();

    public InspectorView(Study study, InspectorModel model, ObservableValue<Theme> theme) {
        this.study = study;
        this.model = model;
        this.theme = theme;
        setId("inspector");
        getStyleClass().add("inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        VBox content = content();
        Label hint = new Label("Click a node in the graph or in the list to see\nwhat it does, and to switch it off.");
        hint.getStyleClass().add("muted");
        StackPane empty = new StackPane(hint);
        empty.getStyleClass().add("inspector-content");
        setContent(empty);
        theme.subscribe(t -> {
            histogram.themeProperty().set(t);
            showExamples(shownExamples);
        });
        model.shownProperty().subscribe(shown -> {
            setContent(shown.isPresent() ? content : empty);
            shown.ifPresent(this::show);
        });
        name.setOnAction(e -> keep());
        note.setOnAction(e -> keep());
        name.focusedProperty().subscribe(focused -> keepWhenLeft(focused));
        note.focusedProperty().subscribe(focused -> keepWhenLeft(focused));
    }

    private VBox content() {
        title.setId("node-title");
        title.setWrapText(true);
        loss.setId("loss-if-ablated");
        answer.setId("answer-probability");
        edges.setId("edges-used");
        histogram.setId("histogram");
        histogram.setPrefHeight(HISTOGRAM_HEIGHT);
        histogram.setMinHeight(HISTOGRAM_HEIGHT);
        HBox figures = new HBox(
                22, figure("loss if ablated", loss), figure("P(answer)", answer), figure("edges used / all", edges));
        VBox.setMargin(figures, new javafx.geometry.Insets(4, 0, 2, 0));
        Label histogramTitle = section("ACTIVATION HISTOGRAM");
        GridPane connections = new GridPane(18, 3);
        connections.addRow(0, readsTitle, section("WRITES"));
        connections.addRow(1, reads, writes);
        for (int i = 0; i < 2; i++) {
            javafx.scene.layout.ColumnConstraints half = new javafx.scene.layout.ColumnConstraints();
            half.setPercentWidth(50);
            connections.getColumnConstraints().add(half);
        }
        VBox content = new VBox(
                new VBox(2, title, name, note),
                new SegmentedControl(study),
                figures,
                histogramTitle,
                histogram,
                section("TOP AND BOTTOM EXAMPLES"),
                examples,
                connections);
        content.getStyleClass().add("inspector-content");
        return content;
    }

    private void show(InspectorModel.Shown shown) {
        title.setText(shown.title());
        boolean other = !Optional.of(shown.node()).equals(editing);
        if (other) editing = Optional.of(shown.node());
        if (other || !name.isFocused()) name.setText(shown.info().label());
        if (other || !note.isFocused()) note.setText(shown.info().note());
        loss.setText(shown.effect().map(e -> "%+.2f".formatted(e.lossRise())).orElse("–"));
        loss.getStyleClass().setAll("label", "figure", rises(shown) ? "positive" : "plain");
        answer.setText(shown.effect().map(InspectorView::probabilities).orElse("–"));
        edges.setText(shown.connections().map(c -> c.used() + " / " + c.all()).orElse("–"));
        histogram.dataProperty().set(shown.histogram());
        if (!shown.examples().equals(shownExamples)) showExamples(shown.examples());
        readsTitle.setText(shown.place().isEmpty() ? "READS" : "READS · AT " + shown.place());
        reads.getChildren().setAll(rows(shown.connections().map(c -> c.reads()).orElse(List.of())));
        writes.getChildren()
                .setAll(rows(shown.connections().map(c -> c.writes()).orElse(List.of())));
    }

    private static boolean rises(InspectorModel.Shown shown) {
        return shown.effect().map(e -> e.lossRise() > 0.005).orElse(false);
    }

    private static String probabilities(NodeEffect effect) {
        return "%.2f → %.2f".formatted(effect.before(), effect.after());
    }

    private void showExamples(List<List<HeatToken>> all) {
        shownExamples = all;
        examples.getChildren().clear();
        for (List<HeatToken> tokens : all) {
            TokenHeatMapView view = new TokenHeatMapView();
            view.themeProperty().set(theme.getValue());
            view.tokensProperty().set(tokens);
            StackPane box = new StackPane(view);
            box.getStyleClass().add("example");
            examples.getChildren().add(box);
        }
        if (all.isEmpty()) examples.getChildren().add(label("muted", "The corpus is being scanned…"));
    }

    private List<Node> rows(List<Connection> connections) {
        return connections.stream().map(this::row).toList();
    }

    private Node row(Connection connection) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label value = label(
                connection.contribution() < 0 ? "negative" : "positive",
                Double.isNaN(connection.contribution()) ? "" : "%+.2f".formatted(connection.contribution()));
        value.getStyleClass().addAll("strong", "small");
        value.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(6, end(connection), space, value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node end(Connection connection) {
        if (connection.node().isEmpty()) {
            Label plain = label("muted", connection.text());
            plain.getStyleClass().addAll("mono", "small");
            plain.setMinWidth(0);
            return plain;
        }
        Hyperlink link = new Hyperlink(connection.text());
        link.getStyleClass().setAll("link", "mono", "small");
        link.setMinWidth(0);
        link.setOnAction(e -> connection.node().ifPresent(study::select));
        link.setTooltip(new javafx.scene.control.Tooltip(
                connection.weight() == 0 ? "residual stream" : "weight %+.3f".formatted(connection.weight())));
        return link;
    }

    private void keepWhenLeft(boolean focused) {
        if (!focused) keep();
    }

    private void keep() {
        editing.ifPresent(node -> {
            model.setLabel(node, name.getText());
            model.setNote(node, note.getText());
        });
    }

    private static VBox figure(String caption, Label value) {
        Label above = label("muted", caption);
        above.getStyleClass().add("small");
        return new VBox(above, value);
    }

    private static Label section(String text) {
        return label("section", text);
    }

    private static Label label(String style) {
        return label(style, "");
    }

    private static Label label(String style, String text) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }

    private static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.getStyleClass().add("note-field");
        return field;
    }
}
