package org.circuitexplorer.viewer.graph;

import javafx.scene.control.Label;
import org.circuitexplorer.viewer.draw.Theme;

/// A small text beside the pointer. It lies inside the view, so that no second window ever opens.
final class GraphHint extends Label {
    private static final double AWAY = 14;

    GraphHint() {
        setManaged(false);
        setVisible(false);
        setMouseTransparent(true);
        setWrapText(true);
        setMaxWidth(420);
    }

    /// Shows a text near a pixel of the view, away from its borders; an empty text shows nothing.
    void show(String text, double x, double y, double viewWidth, double viewHeight) {
        setVisible(!text.isBlank());
        if (text.isBlank()) return;
        setText(text);
        applyCss();
        double width = Math.min(prefWidth(-1), getMaxWidth());
        double height = prefHeight(width);
        double left = x + AWAY + width > viewWidth ? x - AWAY - width : x + AWAY;
        double top = y + AWAY + height > viewHeight ? y - AWAY - height : y + AWAY;
        resizeRelocate(Math.rint(Math.max(0, left)), Math.rint(Math.max(0, top)), Math.ceil(width), Math.ceil(height));
    }

    void hide() {
        setVisible(false);
    }

    void show(Theme theme) {
        setStyle("-fx-background-color: " + theme.border().hex() + ", "
                + theme.panel().hex()
                + "; -fx-background-insets: 0, 1; -fx-background-radius: 7, 6; -fx-padding: 6 9 6 9;"
                + " -fx-font-size: 12px; -fx-text-fill: " + theme.text().hex() + ";");
    }
}
