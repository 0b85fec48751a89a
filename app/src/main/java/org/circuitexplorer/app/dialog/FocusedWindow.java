package org.circuitexplorer.app.dialog;

import javafx.stage.Window;

/// The window that a question belongs to: once a file is chosen, the focus returns to where it was.
public final class FocusedWindow {
    private FocusedWindow() {}

    /// @param otherwise for when none has the focus
    public static Window or(Window otherwise) {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(otherwise);
    }
}
