package org.circuitexplorer.app.runs;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.workspace.RunHistory;

/// The runs as a table: each can be restored, all of them exported.
public final class RunsWindow {
    private static final double WIDTH = 820;
    private static final double HEIGHT = 380;

    private final SmallWindow window;
    private final TableView<RunHistory.Run> table = new TableView<>();
    private final RunHistory history;
    private final Consumer<List<RunHistory.Run>> onExport;

    /// @param onExport asked to write runs to a file
    public RunsWindow(Window owner, RunHistory history, Consumer<List<RunHistory.Run>> onExport) {
        this.window = new SmallWindow(owner, "Runs", WIDTH);
        this.history = history;
        this.onExport = onExport;
        table.setId("runs");
        table.setItems(history.runs());
        table.setPrefHeight(HEIGHT);
        table.setAccessibleText("Runs, the latest last");
        table.setPlaceholder(new Label("Ablate something: every run is kept here."));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("Time", 76, run -> "%tT".formatted(run.time()));
        column("Task", 160, run -> run.task().name());
        column("Loss", 70, run -> "%.3f".formatted(run.loss()));
        column("Rise", 70, run -> "%+.3f".formatted(run.rise()));
        column("Right", 66, run -> "%.1f %%".formatted(100 * run.accuracy()));
        column("Ablated", 340, run -> run.ablations().isNone() ? "nothing" : RunHistory.words(run.ablations()));
        table.setRowFactory(view -> {
            TableRow<RunHistory.Run> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !row.isEmpty()) history.restore(row.getItem());
            });
            return row;
        });
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) restore();
        });
        window.content().getChildren().addAll(table, buttons());
        if (!history.runs().isEmpty()) {
            table.getSelectionModel().selectLast();
            table.scrollTo(history.runs().size() - 1);
        }
    }

    public void show() {
        window.show();
    }

    private void column(String title, double width, Function<RunHistory.Run, String> text) {
        TableColumn<RunHistory.Run, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        table.getColumns().add(column);
    }

    private HBox buttons() {
        Button restore = QuietButton.of("runs-restore", "Restore", this::restore);
        restore.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        Button export =
                QuietButton.of("runs-export", "Save as a table…", () -> onExport.accept(List.copyOf(history.runs())));
        Button close = QuietButton.of("runs-close", "Close", window::close);
        close.getStyleClass().setAll("button", "accent-button");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new HBox(8, restore, export, space, close);
    }

    private void restore() {
        RunHistory.Run chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) history.restore(chosen);
    }
}
