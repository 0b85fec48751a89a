package org.circuitexplorer.app.window;

import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.circuitexplorer.app.action.ActionTable;

/// Does what the keys of the table say wherever the focus is, except while typing.
///
/// @param elsewhere whether keys belong to something that lies over the window
record WindowKeys(ActionTable actions, BooleanSupplier elsewhere) {
    void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::take);
        scene.addEventFilter(KeyEvent.KEY_TYPED, this::take);
    }

    private void take(KeyEvent event) {
        Node focused = ((Scene) event.getSource()).getFocusOwner();
        if (elsewhere.getAsBoolean() || isOfFocused(event, focused)) return;
        actions.of(event).ifPresent(action -> {
            event.consume();
            action.perform();
        });
    }

    private static boolean isOfFocused(KeyEvent event, Node focused) {
        if (focused instanceof TextInputControl) return isOfText(event);
        boolean pressable = focused instanceof ButtonBase || focused instanceof ComboBoxBase;
        return pressable && event.getCode() == KeyCode.SPACE;
    }

    /// Keys with a meaning of their own while text is edited.
    private static boolean isOfText(KeyEvent event) {
        if (event.getCode().isFunctionKey()) return false;
        boolean edits = event.getCode() == KeyCode.Z
                || event.getCode() == KeyCode.Y
                || event.getCode().isArrowKey();
        return !event.isShortcutDown() || edits;
    }
}
