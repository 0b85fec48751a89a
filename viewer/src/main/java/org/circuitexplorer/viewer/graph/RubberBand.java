package org.circuitexplorer.viewer.graph;

import javafx.scene.layout.Region;
import org.circuitexplorer.viewer.draw.Theme;

/// The frame that is drawn around nodes to select them.
final class RubberBand extends Region {
    private double fromX;
    private double fromY;
    private double toX;
    private double toY;

    RubberBand() {
        setVisible(false);
        setManaged(false);
        setMouseTransparent(true);
    }

    void show(Theme theme) {
        setStyle("-fx-background-color: " + theme.accent().hex() + "22; -fx-border-color: "
                + theme.accent().hex() + ";");
    }

    void begin(double x, double y) {
        fromX = x;
        fromY = y;
        stretch(x, y);
        setVisible(true);
    }

    void stretch(double x, double y) {
        toX = x;
        toY = y;
        resizeRelocate(Math.min(fromX, x), Math.min(fromY, y), Math.abs(x - fromX), Math.abs(y - fromY));
    }

    /// Takes the frame away.
    ///
    /// @return what it framed, in pixels of the view
    Bounds end() {
        setVisible(false);
        return new Bounds(Math.min(fromX, toX), Math.min(fromY, toY), Math.max(fromX, toX), Math.max(fromY, toY));
    }
}
