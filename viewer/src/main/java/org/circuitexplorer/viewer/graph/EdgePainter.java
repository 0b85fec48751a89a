package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

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
import org.circuitexplorer.viewer.layout.NodeSize;

/// Draws edges and what is written beside them.
final class EdgePainter {
    private static final String PAIRING_TEXT = text("graph.pairing");
    private static final double PAIRING_LETTERS = 11.5;
    private static final int LABELLED_PAIRINGS = 6;
    private final Pen pen;
    private final Theme theme;
    private final GraphScene scene;
    private final EdgeStyle style;
    private final List<Bounds> labels = new ArrayList<>();

    EdgePainter(Pen pen, GraphLook look, GraphScene scene) {
        this.pen = pen;
        this.theme = look.theme();
        this.scene = scene;
        this.style = new EdgeStyle(look, scene);
    }

    void paint(PlacedEdge placed) {
        Stroke line = style.stroke(placed.edge());
        if (style.isSelected(placed.edge())) {
            pen.stroke(placed.path(), Stroke.solid(theme.accent().faded(0.35), line.width() + 9));
        }
        pen.stroke(placed.path(), line);
        if (placed.edge().ablated()) cross(placed);
    }

    /// Writes what a pairing means above its arc, where it is wide enough and no other one says it.
    ///
    /// @param scale pixels per unit; in a small drawing letters are larger, as far as they can be
    void label(PlacedEdge pairing, double scale) {
        Bounds b = pairing.bounds();
        double grown = Math.max(1, NodeSize.wanted(PAIRING_LETTERS, scale));
        Lettering lettering = new Lettering(Typeface.SANS, PAIRING_LETTERS * grown, theme.amber(), Anchor.MIDDLE);
        double width = lettering.widthOf(PAIRING_TEXT);
        if (scene.idle(pairing.edge())
                || b.width() < width + 40
                || (scene.pairings() > LABELLED_PAIRINGS && !style.touched(pairing.edge()))) return;
        double x = labelX(b, width);
        double y = b.top() + b.height() / 4;
        Bounds place = new Bounds(x - width / 2, y - 8 * grown, x + width / 2, y + 8 * grown);
        if (labels.stream().anyMatch(place::meets)) return;
        labels.add(place);
        pen.fill(Box.around(x, y, width + 8, 15 * grown, 4), ground(y).faded(0.85));
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
