package org.circuitexplorer.app.error;

import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.circuitexplorer.app.job.Failure;

/// Says what happened, what is safe and what to do; the details can be copied. It does not stop the window.
public final class ErrorDialog {
    private static final double WIDTH = 520;
    private final Stage stage = new Stage();

    public ErrorDialog(Window owner, Failure failure) {
        Label title = new Label("That did not work");
        title.getStyleClass().add("dialog-title");
        Button copy = new Button("Copy details");
        copy.getStyleClass().setAll("button", "quiet-button");
        copy.setOnAction(e -> copy(failure));
        Button close = new Button("Close");
        close.getStyleClass().setAll("button", "accent-button");
        close.setDefaultButton(true);
        close.setCancelButton(true);
        close.setOnAction(e -> stage.close());
        HBox buttons = new HBox(10, copy, close);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox content = new VBox(title, text(failure.what()), text(failure.safe()), text(failure.advice()), buttons);
        content.getStyleClass().add("dialog-content");
        content.setPrefWidth(WIDTH);
        stage.initOwner(owner);
        stage.initModality(Modality.NONE);
        stage.setTitle("Circuit Explorer");
        stage.setScene(new Scene(content));
        stage.getScene().getStylesheets().setAll(owner.getScene().getStylesheets());
    }

    public void show() {
        stage.show();
    }

    private static Label text(String sentence) {
        Label label = new Label(sentence);
        label.setWrapText(true);
        label.setMaxWidth(WIDTH);
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
