package org.circuitexplorer.app.prune;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.SearchSettings;
import org.circuitexplorer.viewer.chart.LossCurveView;
import org.circuitexplorer.viewer.draw.Theme;

/// Settings of a search for a circuit and its live curve. It may be closed while the search goes on.
public final class PruneDialog {
    private static final double WIDTH = 580;
    private final SmallWindow window;
    private final PruneModel model;
    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final Label problem = new Label();
    private final Button start = new Button("Start");
    private final Button pause = new Button("Pause");
    private final Button cancel = new Button("Cancel, keep the best so far");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label stageText = new Label();
    private Subscription running = Subscription.EMPTY;

    public PruneDialog(Window owner, PruneModel model, ObservableValue<Theme> theme) {
        this.model = model;
        this.window =
                new SmallWindow(owner, "Find the circuit of " + model.entry().name(), WIDTH);
        VBox content = window.content();
        if (model.entry().isBeyondModel()) content.getChildren().add(warning());
        LossCurveView curve = new LossCurveView();
        curve.setPrefHeight(190);
        curve.setMinHeight(190);
        curve.curveProperty().bind(model.curveProperty());
        curve.themeProperty().bind(theme);
        stageText.getStyleClass().add("muted");
        stageText.setMinWidth(0);
        problem.getStyleClass().add("positive");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        content.getChildren().addAll(settings(), advanced(), curve, progress(), problem, buttons());
        model.jobProperty().subscribe(j -> j.ifPresentOrElse(this::showRunning, this::showIdle));
        model.outcomeProperty().subscribe(stageText::setText);
    }

    public void show() {
        window.show();
        start.requestFocus();
    }

    private Label warning() {
        Label warning =
                new Label("The model cannot do this task: its loss is %.2f, where guessing costs 0.69. What is found"
                        .concat(" here would explain nothing.")
                        .formatted(model.entry().modelLoss()));
        warning.getStyleClass().add("positive");
        warning.setWrapText(true);
        return warning;
    }

    private GridPane settings() {
        PruneSettings defaults = PruneSettings.DEFAULT;
        GridPane grid = new GridPane(12, 6);
        field(grid, "target", "Target loss, nats", String.valueOf(defaults.targetLoss()));
        field(grid, "seed", "Seed", String.valueOf(defaults.seed()));
        return grid;
    }

    private TitledPane advanced() {
        GridPane grid = new GridPane(12, 6);
        field(grid, "candidates", "Pathways that may be added", String.valueOf(SearchSettings.DEFAULT.candidates()));
        field(grid, "kicks", "Disturbances in vain before the end", String.valueOf(SearchSettings.DEFAULT.kicks()));
        TitledPane pane = new TitledPane("Advanced", grid);
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("fold");
        pane.heightProperty().subscribe(h -> window.fit());
        return pane;
    }

    private void field(GridPane grid, String id, String name, String value) {
        TextField field = new TextField(value);
        field.setId("prune-" + id);
        field.getStyleClass().add("setting-field");
        Label label = new Label(name);
        label.setLabelFor(field);
        label.setMinWidth(220);
        grid.addRow(grid.getRowCount(), label, field);
        fields.put(id, field);
    }

    private HBox progress() {
        progress.visibleProperty().bind(model.jobProperty().map(j -> j.isPresent()));
        progress.managedProperty().bind(progress.visibleProperty());
        HBox box = new HBox(12, progress, stageText);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox buttons() {
        start.setId("prune-start");
        start.getStyleClass().setAll("button", "accent-button");
        start.setDefaultButton(true);
        start.setOnAction(e -> start());
        pause.setId("prune-pause");
        pause.getStyleClass().setAll("button", "quiet-button");
        pause.setOnAction(e -> model.jobProperty()
                .get()
                .ifPresent(j -> j.setPaused(!j.pausedProperty().get())));
        cancel.setId("prune-cancel");
        cancel.getStyleClass().setAll("button", "quiet-button");
        cancel.setOnAction(e -> model.jobProperty().get().ifPresent(Job::cancel));
        Button close = QuietButton.of("prune-close", "Close", window::close);
        HBox box = new HBox(10, pause, cancel, close, start);
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private void start() {
        problem.setText("");
        if (!model.canStart()) {
            problem.setText("The means over the corpus are still being computed; try again in a moment.");
            return;
        }
        try {
            model.start(read());
        } catch (IllegalArgumentException e) {
            problem.setText(e.getMessage());
        }
    }

    /// @throws IllegalArgumentException when a number is no number or out of range
    private PruneSettings read() {
        SearchSettings s = SearchSettings.DEFAULT;
        SearchSettings search = new SearchSettings(
                s.heldBackShare(), s.safetyMargin(), (int) number("candidates"), (int) number("kicks"), s.noise());
        return PruneSettings.DEFAULT
                .withTargetLoss(number("target"))
                .withSeed((long) number("seed"))
                .withSearch(search);
    }

    private double number(String id) {
        TextField field = fields.getOrDefault(id, new TextField());
        OptionalDouble value = parse(field.getText());
        field.getStyleClass().remove("invalid");
        if (value.isPresent()) return value.getAsDouble();
        field.getStyleClass().add("invalid");
        throw new IllegalArgumentException("expected a number, found “" + field.getText() + "”");
    }

    private static OptionalDouble parse(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private void showRunning(Job job) {
        running.unsubscribe();
        running = Subscription.combine(
                job.progressProperty().subscribe(p -> progress.setProgress(p.doubleValue())),
                job.stageProperty().subscribe(stageText::setText),
                job.pausedProperty().subscribe(paused -> pause.setText(paused ? "Resume" : "Pause")));
        start.setDisable(true);
        pause.setDisable(false);
        cancel.setDisable(false);
    }

    private void showIdle() {
        running.unsubscribe();
        progress.setProgress(0);
        start.setDisable(false);
        pause.setDisable(true);
        pause.setText("Pause");
        cancel.setDisable(true);
    }
}
