package org.circuitexplorer.app.error;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.stage.Window;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.viewer.text.Wording;

/// Says what happened, what is safe and what to do; the details can be copied. It does not stop the window.
public final class ErrorDialog {
    private static final double WIDTH = 520;
    private final SmallWindow window;

    public ErrorDialog(Window owner, Failure failure) {
        this.window = new SmallWindow(owner, Wording.text("error.title"), WIDTH);
        Button copy = new Button(Wording.text("error.copy"));
        copy.getStyleClass().setAll("button", "quiet-button");
        copy.setOnAction(e -> {
            copy(failure);
            copy.setText(Wording.text("button.copied"));
        });
        Button close = new Button(Wording.text("button.close"));
        close.setId("error-close");
        close.getStyleClass().setAll("button", "accent-button");
        close.setDefaultButton(true);
        close.setOnAction(e -> window.close());
        HBox buttons = new HBox(10, copy, close);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        Label what = text(failure.what());
        what.setId("error-what");
        what.getStyleClass().add("error-what");
        Label safe = text(failure.safe());
        safe.getStyleClass().add("muted");
        Label advice = text(failure.advice());
        advice.getStyleClass().add("muted");
        window.content().getChildren().addAll(what, safe, advice, buttons);
    }

    public void show() {
        window.show();
    }

    private static Label text(String sentence) {
        Label label = new Label(sentence);
        label.setWrapText(true);
        label.setMaxWidth(WIDTH);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private static void copy(Failure failure) {
        StringWriter trace = new StringWriter();
        failure.cause().printStackTrace(new PrintWriter(trace, true));
        ClipboardContent content = new ClipboardContent();
        content.putString(failure.what() + "\n\n" + trace);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
