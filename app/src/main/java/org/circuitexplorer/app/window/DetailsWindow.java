package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.stage.Window;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.workspace.Notice.Details;

/// Lines to read and to copy.
final class DetailsWindow {
    private static final double WIDTH = 860;
    private static final int ROWS = 24;

    private final SmallWindow window;

    DetailsWindow(Window owner, Details details) {
        this.window = new SmallWindow(owner, details.title(), WIDTH);
        String lines = String.join("\n", details.lines());
        TextArea area = new TextArea(lines);
        area.setId("details");
        area.setEditable(false);
        area.getStyleClass().addAll("mono", "small", "details");
        area.setPrefRowCount(Math.min(ROWS, details.lines().size() + 1));
        Button copy = new Button(text("button.copy"));
        copy.getStyleClass().setAll("button", "quiet-button");
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(lines);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(text("button.copied"));
        });
        Button close = new Button(text("button.close"));
        close.setId("details-close");
        close.getStyleClass().setAll("button", "accent-button");
        close.setDefaultButton(true);
        close.setOnAction(e -> window.close());
        HBox buttons = new HBox(10, copy, close);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        window.content().getChildren().addAll(area, buttons);
    }

    void show() {
        window.show();
    }
}
