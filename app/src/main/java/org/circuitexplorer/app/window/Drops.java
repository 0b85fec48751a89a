package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.File;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.circuitexplorer.app.workspace.Workspace;

/// Files and folders that are dropped on the window are opened, one at a time.
record Drops(Workspace workspace) {
    void listen(Node area) {
        area.setOnDragOver(Drops::allow);
        area.setOnDragDropped(event -> {
            event.setDropCompleted(take(event.getDragboard().getFiles()));
            event.consume();
        });
    }

    private static void allow(DragEvent event) {
        if (event.getDragboard().hasFiles()) event.acceptTransferModes(TransferMode.COPY);
        event.consume();
    }

    /// Opens what was dropped; several at once are refused, so that none is left out without a word.
    ///
    /// @return whether it was taken
    boolean take(List<File> files) {
        if (files.size() > 1) workspace.tell(text("file.one", files.size()));
        if (files.size() != 1) return false;
        workspace.open(files.getFirst().toPath());
        return true;
    }
}
