package org.circuitexplorer.viewer.draw;

import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// A region with one canvas that always fills it. It draws at most once per pulse, and only after [#repaint()] or a
/// change of its size.
public abstract class CanvasRegion extends Region {
    private final Canvas canvas = new Canvas();
    private final CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D());
    private final Sheet sheet = new Sheet();

    // Adding its own child is how every JavaFX region starts; no subclass replaces the methods called here.
    @SuppressWarnings("this-escape")
    protected CanvasRegion() {
        sheet.getChildren().add(canvas);
        sheet.setManaged(false);
        sheet.setMouseTransparent(true);
        getChildren().add(sheet);
        setMinSize(0, 0);
    }

    /// Draws everything; the canvas is clear and untransformed.
    protected abstract void paint(CanvasPen pen, double width, double height);

    /// Asks for a drawing in the next pulse.
    protected final void repaint() {
        sheet.requestLayout();
        wake();
    }

    /// A parent that asked for layout while its own parent was at it is left waiting, and all it holds with it: the
    /// request of the sheet ends there.
    private void wake() {
        for (Parent waiting = this; waiting.getParent() != null; waiting = waiting.getParent()) {
            Parent above = waiting.getParent();
            if (waiting.isNeedsLayout() && waiting.isManaged() && !above.isNeedsLayout()) above.requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        sheet.resizeRelocate(0, 0, getWidth(), getHeight());
        sheet.requestLayout();
    }

    /// An unmanaged parent, so that asking for a drawing lays nothing else out.
    private final class Sheet extends Pane {
        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double height = getHeight();
            if (canvas.getWidth() != width) canvas.setWidth(width);
            if (canvas.getHeight() != height) canvas.setHeight(height);
            if (width <= 0 || height <= 0) return;
            canvas.getGraphicsContext2D().setTransform(1, 0, 0, 1, 0, 0);
            canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
            paint(pen, width, height);
        }
    }
}
