package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.circuitexplorer.app.workspace.CircuitCaption;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;

/// The searches that ended, run and wait, and the other circuits of a task, which can be turned to.
final class QueuePane extends ScrollPane {
    private final SearchQueue queue;
    private final TaskEntry entry;
    private final Runnable onFit;
    private final VBox rows = new VBox(2);
    private final VBox others = new VBox(2);
    private final Map<QueuedSearch, QueueRow> known = new HashMap<>();
    private final ListChangeListener<QueuedSearch> onSearches = change -> fill();
    private final ListChangeListener<CircuitDocument> onOthers = change -> fillOthers();
    private final Subscription shown;

    /// @param entry the task whose other circuits are listed
    /// @param onFit called when the pane has become higher or lower
    QueuePane(SearchQueue queue, TaskEntry entry, Runnable onFit) {
        this.queue = queue;
        this.entry = entry;
        this.onFit = onFit;
        setId("prune-queue");
        rows.setId("prune-searches");
        others.setId("prune-others");
        VBox content = new VBox(8, rows, others);
        // By itself the pane would be as high as the rows without the lines that their words take more.
        content.heightProperty().subscribe((before, now) -> {
            setPrefHeight(snappedTopInset() + now.doubleValue() + snappedBottomInset());
            onFit.run();
        });
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        queue.searches().addListener(onSearches);
        entry.others().addListener(onOthers);
        shown = entry.circuitProperty().subscribe(circuit -> fillOthers());
        fill();
    }

    /// Follows nothing any longer.
    void forget() {
        queue.searches().removeListener(onSearches);
        entry.others().removeListener(onOthers);
        shown.unsubscribe();
        known.values().forEach(QueueRow::forget);
    }

    private void fill() {
        List<QueuedSearch> searches = List.copyOf(queue.searches());
        known.entrySet().removeIf(e -> {
            boolean gone = !searches.contains(e.getKey());
            if (gone) e.getValue().forget();
            return gone;
        });
        rows.getChildren()
                .setAll(searches.stream()
                        .map(s -> known.computeIfAbsent(s, key -> new QueueRow(queue, key)))
                        .toList());
        fit();
    }

    private void fillOthers() {
        others.getChildren().clear();
        if (!entry.others().isEmpty()) {
            Label title = new Label(text("prune.circuitsOf", entry.name()));
            title.getStyleClass().add("section");
            others.getChildren().add(title);
            entry.circuit().ifPresent(c -> others.getChildren().add(row(c, true)));
            entry.others().forEach(c -> others.getChildren().add(row(c, false)));
        }
        fit();
    }

    private HBox row(CircuitDocument document, boolean current) {
        Label caption = new Label(CircuitCaption.of(document));
        caption.setMinWidth(0);
        caption.setMinHeight(USE_PREF_SIZE);
        caption.setWrapText(true);
        caption.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(caption, Priority.ALWAYS);
        if (current) {
            Label here = new Label(text("prune.shown"));
            here.getStyleClass().add("muted");
            return new HBox(8, caption, here);
        }
        Button open = new Button(text("prune.open"));
        open.getStyleClass().setAll("button", "link");
        open.setAccessibleText(text("prune.open.accessible", caption.getText()));
        open.setOnAction(e -> queue.turnTo(entry, document));
        return new HBox(8, caption, open);
    }

    private void fit() {
        boolean empty = rows.getChildren().isEmpty() && others.getChildren().isEmpty();
        setVisible(!empty);
        setManaged(!empty);
        onFit.run();
    }
}
