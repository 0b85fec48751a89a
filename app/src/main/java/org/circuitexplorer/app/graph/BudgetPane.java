package org.circuitexplorer.app.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Budget;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.BudgetPath.Point;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.viewer.chart.AxisScale;
import org.circuitexplorer.viewer.chart.Curve;
import org.circuitexplorer.viewer.chart.CurveChart;
import org.circuitexplorer.viewer.chart.CurveView;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.Tint;

/// The budget scrubber: loss and edges against the number of nodes, with a marker to drag.
final class BudgetPane extends HBox {
    private static final double HEIGHT = 118;
    private static final double WORDS_WIDTH = 176;

    private final Study study;
    private final Budget budget;
    private final CurveView curve = new CurveView();
    private final Label words = new Label();
    private final Button find = new Button(text("budget.find"));

    BudgetPane(Study study, Budget budget) {
        this.study = study;
        this.budget = budget;
        setId("budget");
        getStyleClass().add("budget-pane");
        setAlignment(Pos.CENTER_LEFT);
        curve.setId("budget-curve");
        curve.setPrefHeight(HEIGHT);
        curve.setMinHeight(HEIGHT);
        curve.setMinWidth(0);
        curve.setAccessibleHelp(text("budget.help"));
        curve.setOnMarkerDragged(x -> budget.keep((int) Math.round(x)));
        curve.addEventFilter(KeyEvent.KEY_PRESSED, this::step);
        curve.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> budget.endMove());
        curve.addEventHandler(KeyEvent.KEY_RELEASED, e -> budget.endMove());
        HBox.setHgrow(curve, Priority.ALWAYS);
        getChildren().addAll(side(), curve);
        study.entryProperty().subscribe(e -> show());
        study.history().currentProperty().subscribe(v -> show());
        study.stateProperty().subscribe(s -> describe());
        budget.searchProperty().subscribe(s -> describe());
        budget.wantedProperty().subscribe(size -> show());
    }

    ObjectProperty<Theme> themeProperty() {
        return curve.themeProperty();
    }

    /// One node more or less.
    private void step(KeyEvent event) {
        int change = switch (event.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            default -> 0;
        };
        if (change == 0 || event.isShortcutDown() || budget.size().isEmpty()) return;
        budget.keep(budget.size().getAsInt() + change);
        event.consume();
    }

    private VBox side() {
        Label title = new Label(text("budget.heading"));
        title.getStyleClass().add("section");
        words.setId("budget-words");
        words.setWrapText(true);
        find.setId("find-sizes");
        find.setTooltip(new Tooltip(text("budget.find.hint")));
        find.setOnAction(e -> budget.find());
        VBox side = new VBox(4, title, words, find);
        side.setMinWidth(WORDS_WIDTH);
        side.setMaxWidth(WORDS_WIDTH);
        side.setMinHeight(Region.USE_PREF_SIZE);
        return side;
    }

    private void show() {
        Optional<BudgetPath> path = budget.path();
        curve.setVisible(path.isPresent());
        path.ifPresent(p -> curve.chartProperty().set(chart(p, study.circuit().orElseThrow(), budget.most())));
        int wanted = budget.wantedProperty().get();
        curve.markerProperty()
                .set(
                        wanted > 0
                                ? wanted
                                : budget.size().isPresent() ? budget.size().getAsInt() : Double.NaN);
        describe();
    }

    private void describe() {
        find.setVisible(study.circuit().isPresent() && budget.path().isEmpty());
        find.setManaged(find.isVisible());
        find.setDisable(budget.searchProperty().get().isPresent());
        words.setText(sentence());
    }

    private String sentence() {
        Optional<CircuitDocument> circuit = study.circuit();
        if (circuit.isEmpty()) return text("budget.noCircuit");
        if (budget.searchProperty().get().isPresent()) return text("budget.finding");
        if (budget.path().isEmpty()) return text("budget.unknown");
        if (budget.size().isEmpty()) return text("budget.other");
        int wanted = budget.wantedProperty().get();
        int all = circuit.get().circuit().size();
        if (wanted > 0) return text("budget.grow", wanted - all);
        int size = budget.size().getAsInt();
        return budget.path().orElseThrow().points().stream()
                .filter(p -> p.size() == size)
                .findFirst()
                .map(point ->
                        text("budget.at", size, all, point.edges(), String.format(Locale.ROOT, "%.3f", point.loss())))
                .orElse(text("budget.nodes", size, all));
    }

    private static CurveChart chart(BudgetPath path, CircuitDocument circuit, int most) {
        List<Curve.Point> losses = new ArrayList<>();
        List<Curve.Point> edges = new ArrayList<>();
        double largest = 0;
        int mostEdges = 1;
        for (Point point : path.points()) {
            if (point.size() > most) break;
            losses.add(new Curve.Point(point.size(), point.loss()));
            edges.add(new Curve.Point(point.size(), point.edges()));
            largest = Math.max(largest, point.loss());
            mostEdges = Math.max(mostEdges, point.edges());
        }
        return new CurveChart(
                text("budget.axis.nodes"),
                AxisScale.linear(0, Math.max(1, most)),
                AxisScale.linear(0, largest > 0 ? largest * 1.05 : 1),
                Optional.of(AxisScale.linear(0, mostEdges)),
                List.of(
                        Curve.solid(text("budget.curve.loss"), losses, Tint.ACCENT),
                        new Curve(text("budget.curve.edges"), edges, Tint.GREY, Curve.Style.DOTTED, true)),
                PruneSettings.rawTarget(circuit.provenance().settings()));
    }
}
