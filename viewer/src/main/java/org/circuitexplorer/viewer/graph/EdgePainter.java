package org.circuitexplorer.viewer.graph;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// Draws edges: colour says the sign, width the magnitude, dashes what is no weight.
final class EdgePainter {
    private static final double THINNEST = 1.1;
    private static final double THICKEST = 5.2;
    private static final String PAIRING_TEXT = "q·k → softmax";
    private static final int LABELLED_PAIRINGS = 6;
    private final Pen pen;
    private final GraphLook look;
    private final Theme theme;
    private final GraphScene scene;
    private final List<Bounds> labels = new ArrayList<>();

    EdgePainter(Pen pen, GraphLook look, GraphScene scene) {
        this.pen = pen;
        this.look = look;
        this.theme = look.theme();
        this.scene = scene;
    }

    void paint(PlacedEdge placed) {
        pen.stroke(placed.path(), stroke(placed.edge()));
        if (placed.edge().ablated()) cross(placed);
    }

    /// How an edge is drawn.
    Stroke stroke(PictureEdge edge) {
        boolean marked = touched(edge);
        double opacity = scene.idle(edge) ? 0.3 : marked ? 1 : 0.9;
        double width = THINNEST + (THICKEST - THINNEST) * scene.relativeWeight(edge) + (marked ? 0.6 : 0);
        return switch (edge.kind()) {
            case RESIDUAL -> Stroke.dashed((marked ? theme.faintText() : theme.outline()).faded(opacity), 1.3, 4, 4);
            case PAIRING -> Stroke.dashed(theme.amber().faded(opacity), 1.8, 6, 4);
            case GHOST -> Stroke.solid(theme.sign(edge.weight()).faded(0.3), Math.min(width, 2));
            case WEIGHT, EMBEDDING, UNEMBEDDING -> weight(edge, width, opacity);
        };
    }

    private Stroke weight(PictureEdge edge, double width, double opacity) {
        Ink ink = theme.sign(edge.weight()).faded(opacity);
        boolean dashed = edge.ablated() || (theme.dashNegative() && edge.weight() < 0);
        return dashed ? new Stroke(ink, width, List.of(8.0, 3.0)) : Stroke.solid(ink, width);
    }

    private boolean touched(PictureEdge edge) {
        return look.hovered().filter(edge::touches).isPresent()
                || look.selected().contains(edge.source())
                || look.selected().contains(edge.target());
    }

    /// Writes what a pairing means above its arc, where it is wide enough and no other one says it.
    void label(PlacedEdge pairing) {
        Bounds b = pairing.bounds();
        Lettering lettering = new Lettering(Typeface.SANS, 11.5, theme.amber(), Anchor.MIDDLE);
        double width = lettering.widthOf(PAIRING_TEXT);
        if (scene.idle(pairing.edge())
                || b.width() < width + 40
                || (scene.pairings() > LABELLED_PAIRINGS && !touched(pairing.edge()))) return;
        double x = labelX(b, width);
        double y = b.top() + b.height() / 4;
        Bounds place = new Bounds(x - width / 2, y - 8, x + width / 2, y + 8);
        if (labels.stream().anyMatch(place::meets)) return;
        labels.add(place);
        pen.fill(Box.around(x, y, width + 8, 15, 4), ground(y).faded(0.85));
        pen.text(PAIRING_TEXT, x, y, lettering);
    }

    /// The middle of the arc, moved aside where an upward line of a node would run through the text.
    private double labelX(Bounds arc, double width) {
        double middle = (arc.left() + arc.right()) / 2;
        double room = Math.max(0, (arc.width() - width) / 2 - 30);
        for (double aside : new double[] {0, -0.35, 0.35, -0.7, 0.7, -1, 1}) {
            double x = middle + aside * room;
            boolean clear = scene.nodes().stream()
                    .map(PlacedNode::spot)
                    .noneMatch(s -> Math.abs(s.y() - arc.bottom() - 10) < 1 && Math.abs(s.x() - x) < width / 2 + 8);
            if (clear) return x;
        }
        return middle;
    }

    private Ink ground(double y) {
        return scene.layout().bands().stream()
                .filter(b -> y >= b.top() && y < b.bottom())
                .map(b -> b.shaded() ? theme.band() : theme.background())
                .findFirst()
                .orElse(theme.background());
    }

    private void cross(PlacedEdge placed) {
        double x = (placed.bounds().left() + placed.bounds().right()) / 2;
        double y = (placed.bounds().top() + placed.bounds().bottom()) / 2;
        Stroke line = Stroke.solid(theme.amber(), 2);
        pen.stroke(Path.line(x - 5, y - 5, x + 5, y + 5), line);
        pen.stroke(Path.line(x - 5, y + 5, x + 5, y - 5), line);
    }
}
