package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.function.BiConsumer;
import javafx.scene.input.MouseEvent;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.CanvasRegion;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;

/// The whole circuit small, with what the view sees marked; pressing and dragging moves the view there.
final class Minimap extends CanvasRegion {
    private static final double MARGIN = 10;
    private GraphScene scene = GraphScene.EMPTY;
    private GraphLook look = GraphLook.plain(Theme.DARK);
    private Bounds seen = new Bounds(0, 0, 1, 1);

    /// @param onMove told the point of the drawing that the view should show in its middle
    Minimap(BiConsumer<Double, Double> onMove) {
        setPrefSize(138, 92);
        setMaxSize(138, 92);
        setAccessibleText(text("graph.minimap"));
        setOnMousePressed(e -> move(e, onMove));
        setOnMouseDragged(e -> move(e, onMove));
    }

    void show(GraphScene newScene, GraphLook newLook, Bounds newSeen) {
        scene = newScene;
        look = newLook;
        seen = newSeen;
        repaint();
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        Theme theme = look.theme();
        Box frame = new Box(0.5, 0.5, width - 1, height - 1, 7);
        pen.fill(frame, theme.panel());
        pen.stroke(frame, Stroke.solid(theme.border(), 1));
        Camera camera = camera(width, height);
        Bounds window = clipped(camera, width, height);
        pen.fill(
                new Box(window.left(), window.top(), window.width(), window.height(), 2),
                theme.accent().faded(0.16));
        for (PlacedNode node : scene.nodes()) {
            Ink ink = look.selected().contains(node.id())
                    ? theme.accent()
                    : theme.faintText().faded(node.ablated() || node.ghost() ? 0.45 : 0.95);
            double w = Math.max(2, node.spot().width() * camera.scale() * 0.8);
            double h = Math.max(2, node.spot().height() * camera.scale() * 0.8);
            pen.fill(
                    Box.around(
                            camera.pixelX(node.spot().x()),
                            camera.pixelY(node.spot().y()),
                            w,
                            h,
                            1),
                    ink);
        }
        pen.stroke(
                new Box(window.left(), window.top(), window.width(), window.height(), 2),
                Stroke.solid(theme.accent().faded(0.7), 1));
    }

    private Bounds clipped(Camera camera, double width, double height) {
        double left = Math.clamp(camera.pixelX(seen.left()), 3, width - 3);
        double right = Math.clamp(camera.pixelX(seen.right()), 3, width - 3);
        double top = Math.clamp(camera.pixelY(seen.top()), 3, height - 3);
        double bottom = Math.clamp(camera.pixelY(seen.bottom()), 3, height - 3);
        return new Bounds(left, top, right, bottom);
    }

    private Camera camera(double width, double height) {
        Bounds whole = new Bounds(
                scene.layout().left(), 0, scene.layout().right(), scene.layout().height());
        return Camera.showing(whole, new Bounds(MARGIN, MARGIN, width - MARGIN, height - MARGIN), 1);
    }

    private void move(MouseEvent event, BiConsumer<Double, Double> onMove) {
        Camera camera = camera(getWidth(), getHeight());
        onMove.accept(camera.toX(event.getX()), camera.toY(event.getY()));
        event.consume();
    }
}
