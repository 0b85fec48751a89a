package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.prune.SearchQueue;

/// Asks what becomes of searches that have not ended when the window is to be closed.
final class ClosingDialog {
    private static final double WIDTH = 560;
    private final SmallWindow window;
    private final Stage stage;
    private final SearchQueue searches;
    private final Button keep = new Button(text("closing.keep"));
    private Subscription ending = Subscription.EMPTY;

    ClosingDialog(Stage stage, SearchQueue searches) {
        this.stage = stage;
        this.searches = searches;
        this.window = new SmallWindow(stage, text("closing.title"), WIDTH);
        int waiting = searches.waiting().size();
        Label what = new Label(searches.running()
                        .map(s -> text("closing.running", s.entry().name()) + " ")
                        .orElse("")
                + (waiting == 0
                        ? ""
                        : (waiting == 1 ? text("closing.waiting.one") : text("closing.waiting", waiting)) + " ")
                + text("closing.kept"));
        what.setId("closing-what");
        what.setWrapText(true);
        what.setMaxWidth(WIDTH);
        what.setMinHeight(Label.USE_PREF_SIZE);
        keep.setId("closing-keep");
        keep.getStyleClass().setAll("button", "accent-button");
        keep.setDefaultButton(true);
        keep.setOnAction(e -> keepAndClose());
        HBox buttons = new HBox(
                10,
                QuietButton.of("closing-stay", text("closing.stay"), window::close),
                QuietButton.of("closing-drop", text("closing.drop"), stage::close),
                keep);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        window.content().getChildren().addAll(what, buttons);
        window.onClosed(() -> ending.unsubscribe());
    }

    void show() {
        window.show();
    }

    /// The running search ends by itself soon after it was asked to, and measures what it found.
    private void keepAndClose() {
        keep.setDisable(true);
        keep.setText(text("closing.ending"));
        searches.cancelAll();
        ending = searches.running()
                .map(s -> s.turnProperty().subscribe((before, now) -> closeOnceEnded()))
                .orElse(Subscription.EMPTY);
        closeOnceEnded();
    }

    private void closeOnceEnded() {
        if (!searches.isBusy()) stage.close();
    }
}
