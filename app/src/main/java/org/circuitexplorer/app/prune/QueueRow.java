package org.circuitexplorer.app.prune;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.circuitexplorer.app.prune.QueuedSearch.Turn;
import org.circuitexplorer.app.workspace.CircuitCaption;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A search in the queue: what it looks for, how far it is or what came of it, and what can be done with it.
final class QueueRow extends HBox {
    private final SearchQueue queue;
    private final QueuedSearch search;
    private final Label state = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Button earlier = icon(Feather.ARROW_UP, text("prune.earlier"));
    private final Button later = icon(Feather.ARROW_DOWN, text("prune.later"));
    private final Button open = new Button(text("prune.open"));
    private final Button cancel = icon(Feather.X, text("prune.take"));
    private final Subscription following;
    private Subscription running = Subscription.EMPTY;

    QueueRow(SearchQueue queue, QueuedSearch search) {
        super(8);
        this.queue = queue;
        this.search = search;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("queue-row");
        Label name = new Label(search.entry().name());
        name.getStyleClass().add("strong");
        name.setMinWidth(0);
        Label settings = new Label(CircuitCaption.settings(
                search.settings().targetLoss(),
                search.settings().loss(),
                search.settings().seed()));
        settings.getStyleClass().addAll("muted", "small");
        settings.setMinWidth(USE_PREF_SIZE);
        HBox title = new HBox(8, name, settings);
        title.setAlignment(Pos.BASELINE_LEFT);
        state.getStyleClass().addAll("muted", "small");
        state.setMinWidth(0);
        state.setMinHeight(USE_PREF_SIZE);
        state.setWrapText(true);
        VBox texts = new VBox(1, title, state);
        texts.setMinWidth(0);
        setHgrow(texts, Priority.ALWAYS);
        open.getStyleClass().setAll("button", "link");
        open.setMinWidth(USE_PREF_SIZE);
        open.setOnAction(e -> queue.open(search));
        earlier.setOnAction(e -> move(earlier, true));
        later.setOnAction(e -> move(later, false));
        cancel.setOnAction(e -> queue.cancel(search));
        List.of(progress, earlier, later, open).forEach(p -> p.managedProperty().bind(p.visibleProperty()));
        getChildren().addAll(texts, progress, open, earlier, later, cancel);
        following = Subscription.combine(
                search.turnProperty().subscribe(t -> show()),
                queue.heldUp().subscribe(held -> show()),
                search.outcomeProperty().subscribe(text -> show()),
                search.jobProperty().subscribe(job -> {
                    running.unsubscribe();
                    running = job.map(j -> Subscription.combine(
                                    j.progressProperty().subscribe(p -> progress.setProgress(p.doubleValue())),
                                    j.pausedProperty().subscribe(p -> show()),
                                    j.stageProperty().subscribe(s -> show())))
                            .orElse(Subscription.EMPTY);
                }));
    }

    /// Follows the search no longer.
    void forget() {
        running.unsubscribe();
        following.unsubscribe();
    }

    private static Button icon(Feather icon, String words) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().setAll("button", "small-icon-button");
        say(button, words);
        return button;
    }

    private static void say(Button button, String words) {
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
    }

    /// The row may be drawn anew elsewhere; its button keeps the keyboard.
    private void move(Button button, boolean before) {
        queue.move(search, before);
        button.requestFocus();
    }

    private void show() {
        Turn turn = search.turn();
        progress.setVisible(turn == Turn.RUNNING);
        earlier.setVisible(turn == Turn.WAITING);
        later.setVisible(turn == Turn.WAITING);
        open.setVisible(search.found().isPresent());
        say(cancel, turn == Turn.RUNNING ? text("prune.cancel.hint") : text("prune.take"));
        state.setText(
                switch (turn) {
                    case WAITING -> queue.heldUp().getValue() ? text("prune.heldUp") : text("prune.waiting");
                    case RUNNING -> stage();
                    case ENDED -> search.outcomeProperty().get();
                });
        setAccessibleText(search.entry().name() + ", " + state.getText());
    }

    private String stage() {
        return search.jobProperty()
                .get()
                .map(j -> j.pausedProperty().get() && !j.isCancelled()
                        ? text("prune.paused", j.stageProperty().get())
                        : j.stageProperty().get())
                .orElse("");
    }
}
