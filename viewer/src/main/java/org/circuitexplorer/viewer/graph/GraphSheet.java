package org.circuitexplorer.viewer.graph;

import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.CanvasRegion;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.layout.BandSpan;

/// The canvas of a graph view.
final class GraphSheet extends CanvasRegion {
    /// More edges than these are drawn as one image.
    private static final int FEW_EDGES = 2000;

    private static final double NAME = 12;
    private static final double LARGEST_NAME = 17;
    /// Pixels between the left edge and where a fitted graph begins.
    private static final double NAME_ROOM = 108;
    private GraphScene scene = GraphScene.EMPTY;
    private GraphLook look = GraphLook.plain(Theme.DARK);
    private Camera camera = new Camera(1, 0, 0);
    private boolean focused;
    private boolean named = true;
    private final EdgeCache edges = new EdgeCache();

    void show(GraphScene newScene, GraphLook newLook, Camera newCamera, boolean newFocused) {
        focused = newFocused;
        scene = newScene;
        look = newLook;
        camera = newCamera;
        repaint();
    }

    /// Whether the bands' names are drawn.
    void nameBands(boolean wanted) {
        named = wanted;
        repaint();
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        GraphPainter painter = new GraphPainter(scene, look);
        Bounds seen = camera.seen(width, height);
        pen.look(camera.scale(), camera.dx(), camera.dy());
        painter.bands(pen, seen);
        pen.look(1, 0, 0);
        if (named) bandLabels(pen);
        pen.look(camera.scale(), camera.dx(), camera.dy());
        if (scene.edges().size() > FEW_EDGES) {
            pen.look(1, 0, 0);
            edges.draw(pen, scene, look, camera, new Bounds(0, 0, width, height), density());
            pen.look(camera.scale(), camera.dx(), camera.dy());
            painter.nodes(pen, seen, camera.scale());
        } else {
            painter.circuit(pen, seen, camera.scale());
        }
        pen.look(1, 0, 0);
        if (!GraphPainter.isReadable(camera.scale())) names(pen, width, height);
        if (focused) {
            pen.stroke(
                    new Box(1, 1, width - 2, height - 2, 0),
                    Stroke.solid(look.theme().accent().faded(0.8), 2));
        }
    }

    /// What nodes are called where they are too small to hold letters.
    private void names(CanvasPen pen, double width, double height) {
        Bounds room = new Bounds(0, 0, width - GraphFrame.BUTTONS, height);
        for (NamesBeside.Name name : NamesBeside.of(scene, look, camera, room)) {
            Bounds b = name.bounds();
            pen.fill(
                    new Box(b.left(), b.top(), b.width(), b.height(), 4),
                    look.theme().background().faded(0.8));
            pen.text(
                    name.text(),
                    (b.left() + b.right()) / 2,
                    (b.top() + b.bottom()) / 2,
                    NamesBeside.lettering(
                            name.wanted() ? look.theme().text() : look.theme().faintText()));
        }
    }

    private double density() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
    }

    /// The bands' names stay at the left edge below everything else. They grow a little with what is large, as in
    /// lectures, where there is room; names of bands too thin for them are left out.
    private void bandLabels(CanvasPen pen) {
        Lettering usual = new Lettering(Typeface.SANS, NAME, look.theme().faintText(), Anchor.START);
        double longest = scene.layout().bands().stream()
                .mapToDouble(band -> usual.widthOf(band.label()))
                .max()
                .orElse(1);
        double size = Math.clamp(NAME * Math.min(camera.scale(), NAME_ROOM / longest), NAME, LARGEST_NAME);
        Lettering lettering = new Lettering(Typeface.SANS, size, look.theme().faintText(), Anchor.START);
        for (BandSpan band : scene.layout().bands()) {
            if ((band.bottom() - band.top()) * camera.scale() < 15) continue;
            double y = Math.rint(camera.pixelY(band.middle()));
            pen.text(band.label(), 14, y, lettering);
        }
    }
}
