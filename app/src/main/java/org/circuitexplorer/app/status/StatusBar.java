package org.circuitexplorer.app.status;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import jdk.incubator.vector.FloatVector;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.run.Workers;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line at the foot: the device, the time of the last update, the running job with its pause and cancel buttons.
public final class StatusBar extends HBox {
    private final Workspace workspace;
    private final Label jobText = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button("", new FontIcon(Feather.X));
    private final Button pause = new Button();
    private final HBox jobBox = new HBox(10, jobText, progress, pause, cancel);
    private Subscription shown = Subscription.EMPTY;

    /// @param saved when the session was saved
    public StatusBar(Workspace workspace, Workers workers, ObservableValue<String> saved) {
        this.workspace = workspace;
        Label savedAt = new Label();
        savedAt.setId("saved");
        savedAt.textProperty().bind(saved);
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        Label update = new Label();
        update.setId("update-time");
        update.setTooltip(new Tooltip(text("status.update.hint")));
        update.textProperty()
                .bind(workspace
                        .study()
                        .updateTimeProperty()
                        .map(ms -> Double.isNaN(ms.doubleValue())
                                ? ""
                                : text("status.update", "%.1f".formatted(ms.doubleValue()))));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        jobBox.setAlignment(Pos.CENTER_LEFT);
        jobText.setId("job");
        pause.setId("pause-job");
        pause.getStyleClass().setAll("button", "small-icon-button");
        cancel.setId("cancel-job");
        cancel.getStyleClass().setAll("button", "small-icon-button");
        cancel.setAccessibleText(text("status.cancel"));
        cancel.setTooltip(new Tooltip(text("status.cancel.hint")));
        getChildren()
                .addAll(
                        new DeviceMenu(workspace.device(), processor(workers.threads())),
                        update,
                        jobBox,
                        space,
                        savedAt,
                        new Label(text("status.noNetwork")));
        jobBox.managedProperty().bind(jobBox.visibleProperty());
        workspace.jobs().running().addListener((ListChangeListener<Job>) change -> show());
        show();
    }

    /// Such as `CPU · AVX-512 · 2 threads`.
    private static String processor(int threads) {
        int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        String vectors = switch (bits) {
            case 512 -> "AVX-512";
            case 256 -> "AVX2";
            default -> text("status.vectors", bits);
        };
        return threads == 1 ? text("status.processor.one", vectors) : text("status.processor", vectors, threads);
    }

    /// What the job is at, unless its name says so already.
    private static String stage(Job job) {
        String stage = job.stageProperty().get();
        return stage.isEmpty() || stage.equalsIgnoreCase(job.name()) ? "" : ": " + stage;
    }

    private void show() {
        shown.unsubscribe();
        jobBox.setVisible(!workspace.jobs().running().isEmpty());
        if (workspace.jobs().running().isEmpty()) return;
        Job job = workspace.jobs().running().getLast();
        int others = workspace.jobs().running().size() - 1;
        jobText.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> job.name()
                                + stage(job)
                                + (job.pausedProperty().get() ? text("status.job.paused") : "")
                                + (others == 0 ? "" : text("status.job.more", others)),
                        job.stageProperty(),
                        job.pausedProperty()));
        shown = Subscription.combine(
                job.progressProperty().subscribe(p -> progress.setProgress(p.doubleValue())),
                job.pausedProperty().subscribe(this::showPaused));
        pause.setOnAction(e -> job.setPaused(!job.pausedProperty().get()));
        cancel.setOnAction(e -> job.cancel());
    }

    private void showPaused(boolean paused) {
        String hint = paused ? text("status.resume") : text("status.pause");
        pause.setGraphic(new FontIcon(paused ? Feather.PLAY : Feather.PAUSE));
        pause.setAccessibleText(hint);
        pause.setTooltip(new Tooltip(hint));
    }
}
