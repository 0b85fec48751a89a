package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.circuitexplorer.app.dialog.QuietButton;
import org.circuitexplorer.app.dialog.SmallWindow;
import org.circuitexplorer.app.export.ExportFormat;

/// Asks as what the circuit is to be written. The system's dialog for the file cannot: where another kind is chosen
/// there, the name keeps its end.
final class ExportDialog {
    private static final double WIDTH = 400;

    private final SmallWindow window;
    private final Consumer<ExportFormat> write;

    ExportDialog(Window owner, Consumer<ExportFormat> write) {
        this.window = new SmallWindow(owner, text("export.title"), WIDTH);
        this.write = write;
        VBox kinds = new VBox(6);
        for (ExportFormat format : ExportFormat.values()) kinds.getChildren().add(button(format));
        window.content().getChildren().add(kinds);
    }

    void show() {
        window.show();
    }

    private Button button(ExportFormat format) {
        String id = "export-" + format.name().toLowerCase(Locale.ROOT);
        Button button = QuietButton.of(id, format.title(), () -> {
            window.close();
            write.accept(format);
        });
        // Enter takes the one that has the focus.
        button.defaultButtonProperty().bind(button.focusedProperty());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        return button;
    }
}
