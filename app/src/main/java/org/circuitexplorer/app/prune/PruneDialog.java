package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.viewer.chart.LossCurveView;
import org.circuitexplorer.viewer.draw.Theme;

/// Settings of searches for circuits, the queue of those that were asked for, and the live curve of the running one.
/// It may be closed while they go on.
public final class PruneDialog {
    private static final double WIDTH = 620;
    private static final double CURVE = 170;
    private static final double LIST = 190;
    /// Of a large window.
    private static final double LIST_SHARE = 0.25;
    private final SmallWindow window;
    private final SearchQueue queue;
    private final PruneForm form;
    private final QueuePane list;
    private final LossCurveView curve = new LossCurveView();
    private final Label problem = new Label();
    private final Button start = new Button(text("prune.start"));
    private final Button pause = QuietButton.of("prune-pause", text("prune.pause"), this::togglePause);
    private final Button cancel = QuietButton.of("prune-cancel", text("prune.cancel"), this::cancel);
    private final Button cancelAll = QuietButton.of("prune-cancel-all", text("prune.cancelAll"), this::cancelAll);
    private final ListChangeListener<QueuedSearch> onSearches = change -> showButtons();
    private final ObservableList<TaskEntry> tasks;
    private final ListChangeListener<TaskEntry> onTasks;
    private Subscription following = Subscription.EMPTY;
    private Subscription running = Subscription.EMPTY;

    /// @param entry the task under study, which is chosen at first
    public PruneDialog(
            Window owner, Workspace workspace, SearchQueue queue, TaskEntry entry, ObservableValue<Theme> theme) {
        this.queue = queue;
        this.tasks = workspace.tasks();
        this.onTasks = change -> closeWithout(entry);
        this.window = new SmallWindow(owner, text("prune.title"), WIDTH);
        this.form = new PruneForm(workspace.tasks(), entry, window::fit);
        this.list = new QueuePane(queue, entry, window::fit);
        list.setMaxHeight(Math.max(LIST, LIST_SHARE * owner.getHeight()));
        curve.setPrefHeight(CURVE);
        curve.setMinHeight(CURVE);
        curve.themeProperty().bind(theme);
        curve.managedProperty().bind(curve.visibleProperty());
        problem.getStyleClass().add("positive");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        window.content().getChildren().addAll(form, curve, list, problem, buttons());
        follow();
        window.onClosed(this::forget);
        queue.expect(entry);
    }

    public void show() {
        window.show();
        start.requestFocus();
    }

    private void follow() {
        tasks.addListener(onTasks);
        queue.searches().addListener(onSearches);
        following = queue.latestProperty().subscribe(search -> {
            running.unsubscribe();
            curve.setVisible(search.isPresent());
            window.fit();
            running = search.map(s -> Subscription.combine(
                            s.curveProperty().subscribe(curve.curveProperty()::set),
                            s.turnProperty().subscribe(turn -> showButtons()),
                            s.jobProperty().subscribe(job -> showButtons())))
                    .orElse(Subscription.EMPTY);
            if (search.isEmpty()) showButtons();
        });
    }

    /// Tasks of a model that was left cannot be searched.
    private void closeWithout(TaskEntry entry) {
        if (!tasks.contains(entry)) window.close();
    }

    private void forget() {
        tasks.removeListener(onTasks);
        queue.searches().removeListener(onSearches);
        following.unsubscribe();
        running.unsubscribe();
        list.forget();
    }

    private HBox buttons() {
        start.setId("prune-start");
        start.getStyleClass().setAll("button", "accent-button");
        start.setDefaultButton(true);
        start.setOnAction(e -> start());
        Button close = QuietButton.of("prune-close", text("button.close"), window::close);
        HBox box = new HBox(10, pause, cancel, cancelAll, close, start);
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    private void start() {
        problem.setText("");
        try {
            form.wanted().forEach(w -> queue.add(w.entry(), w.settings()));
        } catch (IllegalArgumentException e) {
            problem.setText(e.getMessage());
        }
        window.fit();
    }

    private void cancel() {
        queue.running().ifPresent(queue::cancel);
    }

    private void cancelAll() {
        queue.cancelAll();
    }

    private Optional<Job> job() {
        return queue.running().flatMap(s -> s.jobProperty().get());
    }

    private void togglePause() {
        job().ifPresent(j -> {
            j.setPaused(!j.pausedProperty().get());
            showButtons();
        });
    }

    private void showButtons() {
        boolean paused = job().filter(j -> j.pausedProperty().get()).isPresent();
        pause.setText(paused ? text("prune.resume") : text("prune.pause"));
        pause.setDisable(job().isEmpty());
        cancel.setDisable(job().isEmpty());
        cancelAll.setDisable(queue.waiting().isEmpty());
        start.setText(queue.isBusy() ? text("prune.queue") : text("prune.start"));
    }
}
