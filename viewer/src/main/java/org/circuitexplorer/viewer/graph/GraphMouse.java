package org.circuitexplorer.viewer.graph;

import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// What the pointer does in a graph view.
final class GraphMouse {
    private static final double STILL = 4;
    private static final double NEAR = 5;
    private static final double ZOOM_PER_PIXEL = 0.0028;
    private final CircuitGraphView view;
    private final GraphHint hint;
    private final RubberBand band;
    private double lastX;
    private double lastY;
    private boolean dragged;

    GraphMouse(CircuitGraphView view, GraphHint hint, RubberBand band) {
        this.view = view;
        this.hint = hint;
        this.band = band;
    }

    void listen(GraphSheet sheet) {
        sheet.setOnMousePressed(this::press);
        sheet.setOnMouseDragged(this::drag);
        sheet.setOnMouseReleased(e -> release(sheet));
        sheet.setOnMouseClicked(this::click);
        sheet.setOnMouseMoved(this::hover);
        sheet.setOnMouseExited(e -> leave());
        sheet.setOnScroll(this::scroll);
        sheet.setOnZoom(this::pinch);
        sheet.setOnContextMenuRequested(this::menu);
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        dragged = false;
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.SECONDARY) return;
        double dx = event.getX() - lastX;
        double dy = event.getY() - lastY;
        if (!dragged && Math.hypot(dx, dy) < STILL) return;
        if (!dragged && event.isShiftDown()) band.begin(lastX, lastY);
        dragged = true;
        hint.hide();
        if (band.isVisible()) {
            band.stretch(event.getX(), event.getY());
            return;
        }
        view.moveCamera(view.getCamera().panned(dx, dy));
        lastX = event.getX();
        lastY = event.getY();
    }

    private void release(GraphSheet sheet) {
        sheet.setCursor(Cursor.DEFAULT);
        if (band.isVisible()) view.marks().selectWithin(band.end());
    }

    private void click(MouseEvent event) {
        if (dragged || event.getButton() != MouseButton.PRIMARY) return;
        Optional<PictureNode> node = nodeAt(event.getX(), event.getY());
        if (node.isPresent()) click(node.get(), event);
        else edgeAt(event.getX(), event.getY()).ifPresentOrElse(view.callbacks()::clicked, () -> clickNothing(event));
    }

    private void click(PictureNode node, MouseEvent event) {
        if (event.getClickCount() == 2) {
            view.callbacks().activated(node);
        } else if (event.isShortcutDown() || event.isShiftDown()) {
            if (!view.marks().selected().remove(node.id()))
                view.marks().selected().add(node.id());
        } else {
            view.marks().select(node.id());
        }
    }

    private void clickNothing(MouseEvent event) {
        if (event.getClickCount() == 2) view.fit();
        else if (!event.isShortcutDown()) view.marks().selected().clear();
    }

    private void hover(MouseEvent event) {
        Optional<PictureNode> node = nodeAt(event.getX(), event.getY());
        view.marks().hover(node.map(PictureNode::id));
        String text = node.map(view.callbacks()::hint)
                .or(() -> edgeAt(event.getX(), event.getY()).map(view.callbacks()::hint))
                .orElse("");
        hint.show(text, event.getX(), event.getY(), view.getWidth(), view.getHeight());
    }

    private void leave() {
        hint.hide();
        view.marks().hover(Optional.empty());
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() == 0) return;
        hint.hide();
        double factor = Math.exp(Math.clamp(event.getDeltaY(), -200, 200) * ZOOM_PER_PIXEL);
        view.moveCamera(view.getCamera().zoomed(factor, event.getX(), event.getY()));
        event.consume();
    }

    private void pinch(ZoomEvent event) {
        view.moveCamera(view.getCamera().zoomed(event.getZoomFactor(), event.getX(), event.getY()));
        event.consume();
    }

    private void menu(ContextMenuEvent event) {
        event.consume();
        if (dragged) return;
        hint.hide();
        Optional<PictureNode> node = nodeAt(event.getX(), event.getY());
        Optional<PictureEdge> edge = node.isPresent() ? Optional.empty() : edgeAt(event.getX(), event.getY());
        view.callbacks().menu(new GraphContext(node, edge, event.getScreenX(), event.getScreenY()));
    }

    private Optional<PictureNode> nodeAt(double pixelX, double pixelY) {
        Camera camera = view.getCamera();
        return view.hits().nodeOrChipAt(camera.toX(pixelX), camera.toY(pixelY));
    }

    private Optional<PictureEdge> edgeAt(double pixelX, double pixelY) {
        Camera camera = view.getCamera();
        return view.hits().edgeAt(camera.toX(pixelX), camera.toY(pixelY), NEAR / camera.scale());
    }
}
