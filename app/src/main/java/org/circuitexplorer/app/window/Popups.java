package org.circuitexplorer.app.window;

import java.util.List;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Menus, lists and hints that are open.
final class Popups {
    private Popups() {}

    static void hide() {
        List.copyOf(Window.getWindows()).stream()
                .filter(w -> !(w instanceof Stage))
                .forEach(Window::hide);
    }
}
