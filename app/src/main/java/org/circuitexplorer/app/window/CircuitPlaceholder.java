package org.circuitexplorer.app.window;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;

/// What stands in the graph's place while the task under study has no circuit.
final class CircuitPlaceholder extends VBox {
    private final Study study;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button prune = new Button("Find its circuit");

    CircuitPlaceholder(Study study, Runnable onPrune) {
        super(10);
        this.study = study;
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
        show();
    }

    private void show() {
        prune.setVisible(study.entry().isPresent());
        title.setText(study.entry().map(TaskEntry::name).orElse("Opening…"));
        text.setText(study.entry().map(CircuitPlaceholder::explanation).orElse(""));
    }

    private static String explanation(TaskEntry entry) {
        return entry.isBeyondModel()
                ? "The model cannot do this task: its loss is %.2f, where guessing costs 0.69. A circuit found here would explain nothing."
                        .formatted(entry.modelLoss())
                : "This task has not been pruned yet. Pruning looks for the few nodes that do it.";
    }
}
