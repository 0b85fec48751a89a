package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.circuitexplorer.viewer.draw.Theme;

/// Three small buttons over the graph: larger, smaller, fit.
final class ZoomButtons extends VBox {
    private static final double SIDE = 30;

    ZoomButtons(Runnable in, Runnable out, Runnable fit) {
        super(5);
        setMaxSize(SIDE, USE_PREF_SIZE);
        getChildren()
                .addAll(
                        button("+", text("graph.zoomIn"), text("graph.zoomIn.hint"), in),
                        button("−", text("graph.zoomOut"), text("graph.zoomOut.hint"), out),
                        button("⤢", text("graph.fit"), text("graph.fit.hint"), fit));
    }

    /// Shows the buttons in a theme's colours.
    void show(Theme theme) {
        String style = "-fx-background-color: " + theme.border().hex() + ", "
                + theme.panel().hex()
                + "; -fx-background-insets: 0, 1; -fx-background-radius: 7, 6; -fx-padding: 0; -fx-font-size: 15px;"
                + " -fx-text-fill: " + theme.faintText().hex() + ";";
        getChildren().forEach(b -> b.setStyle(style));
    }

    private static Button button(String sign, String name, String hint, Runnable action) {
        Button button = new Button(sign);
        button.setMinSize(SIDE, SIDE);
        button.setMaxSize(SIDE, SIDE);
        button.setFocusTraversable(false);
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(hint));
        button.setOnAction(e -> action.run());
        return button;
    }
}
