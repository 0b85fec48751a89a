package org.circuitexplorer.app.dialog;

import javafx.scene.control.Button;

/// A button that is not the one people most likely want.
public final class QuietButton {
    private QuietButton() {}

    /// @param id for style sheets and tests
    public static Button of(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setId(id);
        button.getStyleClass().setAll("button", "quiet-button");
        button.setOnAction(e -> action.run());
        return button;
    }
}
