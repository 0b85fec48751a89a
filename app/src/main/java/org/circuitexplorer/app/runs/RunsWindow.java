package org.circuitexplorer.app.runs;

import static org.circuitexplorer.viewer.text.Wording.text;

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
import org.circuitexplorer.engine.session.PastRun;

/// The runs as a table: each can be restored, all of them exported.
public final class RunsWindow {
    private static final double WIDTH = 820;
    private static final double HEIGHT = 380;
    private static final double ROW = 30;

    private final SmallWindow window;
    private final TableView<RunHistory.Run> table = new TableView<>();
    private final RunHistory history;
    private final Consumer<List<RunHistory.Run>> onExport;

    /// @param onExport asked to write runs to a file
    public RunsWindow(Window owner, RunHistory history, Consumer<List<RunHistory.Run>> onExport) {
        this.window = new SmallWindow(owner, text("runs.title"), WIDTH);
        this.history = history;
        this.onExport = onExport;
        table.setId("runs");
        table.setItems(history.runs());
        table.setPrefHeight(HEIGHT);
        table.setFixedCellSize(ROW);
        table.setAccessibleText(text("runs.accessible"));
        table.setPlaceholder(new Label(text("runs.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column(text("runs.time"), 76, run -> "%tT".formatted(run.time()));
        column(text("runs.task"), 160, PastRun::task);
        column(text("runs.loss"), 70, run -> "%.3f".formatted(run.loss()));
        column(text("runs.rise"), 70, run -> "%+.3f".formatted(run.rise()));
        column(text("runs.right"), 66, run -> "%.1f %%".formatted(100 * run.accuracy()));
        column(text("runs.ablated"), 340, run -> RunHistory.described(run.ablations()));
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

    private void column(String title, double width, Function<PastRun, String> text) {
        TableColumn<RunHistory.Run, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue().past())));
        table.getColumns().add(column);
    }

    private HBox buttons() {
        Button restore = QuietButton.of("runs-restore", text("runs.restore"), this::restore);
        restore.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        Button export =
                QuietButton.of("runs-export", text("runs.save"), () -> onExport.accept(List.copyOf(history.runs())));
        Button close = QuietButton.of("runs-close", text("button.close"), window::close);
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
