package org.circuitexplorer.app.tasks;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// The tasks of the open model; choosing one studies it.
public final class TaskList extends ListView<TaskEntry> {
    /// Height of a task's row, pixels.
    public static final double ROW = 26;

    private static final int ABOVE = 2;
    private boolean following;

    public TaskList(Workspace workspace) {
        super(workspace.tasks());
        setId("tasks");
        setAccessibleText(text("tasks.accessible"));
        getStyleClass().add("task-list");
        setFixedCellSize(ROW);
        setCellFactory(list -> new TaskCell());
        workspace.study().entryProperty().subscribe(entry -> {
            following = true;
            entry.ifPresentOrElse(this::follow, getSelectionModel()::clearSelection);
            following = false;
        });
        heightProperty().subscribe((before, now) -> showSelected());
        getSelectionModel().selectedItemProperty().subscribe(entry -> {
            if (entry != null && !following) workspace.study().show(entry);
        });
    }

    private void follow(TaskEntry entry) {
        getSelectionModel().select(entry);
        showSelected();
    }

    /// A click never moves the list: only a task that is out of sight is brought in.
    private void showSelected() {
        int row = getSelectionModel().getSelectedIndex();
        if (row >= 0 && !seen(row)) scrollTo(Math.max(0, row - ABOVE));
    }

    private boolean seen(int row) {
        return lookupAll(".list-cell").stream()
                .filter(ListCell.class::isInstance)
                .map(c -> (ListCell<?>) c)
                .anyMatch(c -> c.getIndex() == row && c.getBoundsInParent().getMaxY() <= getHeight());
    }

    private static final class TaskCell extends ListCell<TaskEntry> {
        private final Label name = new Label();
        private final Label status = new Label();
        private final HBox row = new HBox(6, name, space(), status);
        private final Tooltip hint = new Tooltip();
        private Subscription subscription = Subscription.EMPTY;

        TaskCell() {
            row.setAlignment(Pos.CENTER_LEFT);
            status.getStyleClass().addAll("muted", "small");
            status.setMinWidth(Region.USE_PREF_SIZE);
            name.setMinWidth(0);
            // As wide as the list, whatever the text wants.
            setPrefWidth(1);
        }

        private static Region space() {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            return space;
        }

        @Override
        protected void updateItem(@Nullable TaskEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            subscription.unsubscribe();
            // A row that is kept for later must not keep a task of a model that was left.
            subscription = Subscription.EMPTY;
            if (empty || entry == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            setGraphic(row);
            name.setText(entry.name());
            subscription = Subscription.combine(
                    entry.circuitProperty().subscribe((before, now) -> show(entry)),
                    entry.modelReportProperty().subscribe((before, now) -> show(entry)),
                    entry.queuedProperty().subscribe((before, now) -> show(entry)),
                    entry.pruningProperty()
                            .flatMap(job -> job.map(j -> j.progressProperty().map(Number::doubleValue))
                                    .orElse(null))
                            .subscribe(p -> show(entry)));
            show(entry);
        }

        private void show(TaskEntry entry) {
            status.setText(entry.status());
            setAccessibleText(entry.name() + ", " + entry.status());
            hint.setText(hint(entry));
            setTooltip(hint);
        }

        private static String hint(TaskEntry entry) {
            String pairs = text(
                    "tasks.pairs",
                    entry.name(),
                    entry.task().train().size(),
                    entry.task().test().size());
            return entry.modelReportProperty()
                    .get()
                    .flatMap(r -> r.test())
                    .map(r -> pairs + "\n"
                            + (entry.isBeyondModel()
                                    ? text(
                                            "tasks.beyond",
                                            "%.2f".formatted(r.loss()),
                                            "%.0f".formatted(100 * r.accuracy()))
                                    : text(
                                            "tasks.loss",
                                            "%.3f".formatted(r.loss()),
                                            "%.0f".formatted(100 * r.accuracy()))))
                    .orElse(pairs);
        }
    }
}
