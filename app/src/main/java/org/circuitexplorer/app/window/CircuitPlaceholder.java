package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;

/// What stands in the graph's place while the task under study has no circuit.
final class CircuitPlaceholder extends VBox {
    private final Workspace workspace;
    private final Study study;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button prune = new Button(text("empty.prune"));

    CircuitPlaceholder(Workspace workspace, Runnable onPrune) {
        super(10);
        this.workspace = workspace;
        this.study = workspace.study();
        setAlignment(Pos.CENTER);
        title.getStyleClass().add("placeholder-title");
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMaxWidth(420);
        prune.getStyleClass().setAll("button", "accent-button");
        prune.setOnAction(e -> onPrune.run());
        getChildren().addAll(title, text, prune);
        study.entryProperty().subscribe((before, now) -> show());
        study.stateProperty().subscribe((before, now) -> show());
        workspace.busyOpeningProperty().subscribe((before, now) -> show());
        show();
    }

    private void show() {
        prune.setVisible(study.entry()
                .filter(e -> e.model().obstacleToPruning().isEmpty())
                .isPresent());
        title.setText(study.entry().map(TaskEntry::name).orElseGet(this::nothing));
        text.setText(study.entry().map(CircuitPlaceholder::explanation).orElseGet(this::wayOn));
    }

    private boolean isOpening() {
        return workspace.busyOpeningProperty().get() > 0;
    }

    private String nothing() {
        if (isOpening()) return text("empty.opening");
        return workspace.model().isPresent() ? text("empty.noTasks") : text("empty.nothing");
    }

    private String wayOn() {
        if (isOpening()) return "";
        return workspace.model().isPresent() ? text("empty.noTasks.words") : text("empty.wayOn");
    }

    private static String explanation(TaskEntry entry) {
        Optional<String> obstacle = entry.model().obstacleToPruning();
        if (obstacle.isPresent()) return obstacle.get();
        return entry.isBeyondModel()
                ? text("empty.beyond", "%.2f".formatted(entry.modelLoss()))
                : text("empty.notPruned");
    }
}
