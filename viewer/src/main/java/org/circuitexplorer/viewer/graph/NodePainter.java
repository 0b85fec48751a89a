package org.circuitexplorer.viewer.graph;

import org.circuitexplorer.viewer.draw.Figure;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.layout.NodeSize;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.Tint;

/// Draws nodes: the shape says the kind, the fill the strength, hollow and crossed the ablation.
final class NodePainter {
    private static final double SLANT = 8;
    private static final double NOTCH = 5;
    private static final double RING_AWAY = 9;
    private static final double MARK = 2.6;
    private static final double OUTLINE = 1.1;
    /// Pixels below which an outline fades on a light ground.
    private static final double FINEST = 0.9;
    private final Pen pen;
    private final GraphLook look;
    private final Theme theme;
    private final double scale;

    /// @param scale pixels per unit
    NodePainter(Pen pen, GraphLook look, double scale) {
        this.pen = pen;
        this.look = look;
        this.theme = look.theme();
        this.scale = scale;
    }

    /// @param withText whether letters are large enough to be read
    void paint(PlacedNode placed, boolean withText) {
        pen.begin(placed.node().name());
        ring(placed);
        Figure outline = outline(placed.node().shape(), placed.spot());
        Ink fill = fill(placed);
        pen.fill(outline, fill);
        pen.stroke(outline, edge(placed, fill));
        if (placed.node().shape() == NodeShape.PART) {
            Spot s = placed.spot();
            pen.stroke(Box.around(s.x(), s.y(), s.width() - 6, s.height() - 6, 5), edge(placed, fill));
        }
        if (placed.ablated()) cross(placed.spot());
        if (withText) letters(placed, fill);
        if (look.standsBack(placed.id())) pen.fill(outline, theme.background().faded(0.75));
        pen.end();
    }

    /// A node too small for its shape to be seen.
    void paintDot(PlacedNode placed) {
        Spot s = placed.spot();
        boolean marked = look.selected().contains(placed.id());
        pen.fill(Box.around(s.x(), s.y(), s.width(), s.height(), 0), marked ? theme.accent() : dot(placed));
    }

    private Ink dot(PlacedNode placed) {
        if (placed.ablated()) return theme.amber();
        if (placed.node().mark().isPresent()) return placed.node().mark().get();
        return theme.outline()
                .towards(
                        placed.node().tint().in(theme),
                        0.2 + 0.8 * placed.node().strength());
    }

    private void ring(PlacedNode placed) {
        boolean selected = look.selected().contains(placed.id());
        boolean found = look.isFound(placed.id());
        if (!selected && !found) return;
        Ink ink = selected ? theme.accent() : theme.amber();
        Figure ring = around(placed.spot(), RING_AWAY);
        pen.fill(around(placed.spot(), RING_AWAY + 6), ink.faded(0.16));
        pen.stroke(ring, Stroke.solid(ink, 2));
    }

    private static Figure around(Spot spot, double away) {
        double width = spot.width() + 2 * away;
        double height = spot.height() + 2 * away;
        if (width - height < 26) return new Figure.Disc(spot.x(), spot.y(), width / 2);
        return Box.around(spot.x(), spot.y(), width, height, height / 2);
    }

    private Ink fill(PlacedNode placed) {
        if (placed.ablated() || placed.ghost()) return theme.background().towards(theme.surface(), 0.5);
        boolean unlit = placed.node().shape().isPill() && placed.node().strength() == 0;
        return unlit ? theme.surface() : theme.fill(ink(placed), placed.node().strength());
    }

    private Ink ink(PlacedNode placed) {
        Ink ink = placed.node().tint().in(theme);
        return placed.node().tint() == Tint.MARK ? placed.node().mark().orElse(ink) : ink;
    }

    private Stroke edge(PlacedNode placed, Ink fill) {
        if (look.isHovered(placed.id())) return Stroke.solid(theme.text(), 2);
        if (placed.ablated()) return Stroke.dashed(theme.faintText(), 1.2, 4, 3);
        if (placed.ghost()) return Stroke.dashed(theme.outline(), 1, 2, 3);
        if (placed.node().mark().isPresent())
            return Stroke.solid(placed.node().mark().get(), MARK);
        return Stroke.solid(theme.outline().towards(fill, 0.35), Math.max(OUTLINE, FINEST / scale));
    }

    private void cross(Spot spot) {
        double w = spot.width() / 2 - 3;
        double h = spot.height() / 2 - 3;
        Stroke line = Stroke.solid(theme.amber(), 2);
        pen.stroke(Figure.Path.line(spot.x() - w, spot.y() - h, spot.x() + w, spot.y() + h), line);
        pen.stroke(Figure.Path.line(spot.x() - w, spot.y() + h, spot.x() + w, spot.y() - h), line);
    }

    private void letters(PlacedNode placed, Ink fill) {
        Spot spot = placed.spot();
        NodeShape shape = placed.node().shape();
        Ink ink = placed.ablated() || placed.ghost() ? theme.faintText() : theme.text();
        String text = NodeSize.shortened(placed.node().text());
        Lettering usual = NodeSize.lettering(placed.node(), ink);
        double grown = NodeSize.grown(placed.node(), spot.width(), scale);
        Lettering lettering = usual.times(grown);
        double factor = NodeSize.factor(placed.node()) * grown;
        double y = spot.y() + (shape.isHeadChannel() ? 4 * factor + 6 * (grown - 1) : 0);
        if (placed.ablated()) {
            double wide = Math.min(spot.width() - 12, lettering.widthOf(text) + 4);
            pen.fill(Box.around(spot.x(), y, wide, 13 * factor, 3), fill);
        }
        pen.text(text, spot.x(), y, lettering);
        if (!shape.isHeadChannel()) return;
        double cornerX = spot.left() + 8 * factor;
        double cornerY = spot.top() + 8 * factor;
        if (placed.ablated()) pen.fill(new Figure.Disc(cornerX, cornerY, 5.5 * factor), fill);
        pen.text(shape.letter(), cornerX, cornerY, new Lettering(Typeface.SANS_BOLD, 9.5 * factor, ink, Anchor.MIDDLE));
    }

    private static Figure outline(NodeShape shape, Spot s) {
        return switch (shape) {
            case TOKEN, ANSWER -> Box.around(s.x(), s.y(), s.width(), s.height(), s.height() / 2);
            case READ ->
                Figure.Path.polygon(
                        s.left(),
                        s.top(),
                        s.right(),
                        s.top(),
                        s.right() - SLANT,
                        s.bottom(),
                        s.left() + SLANT,
                        s.bottom());
            case POSITION ->
                Figure.Path.polygon(
                        s.left(),
                        s.top(),
                        s.right(),
                        s.top(),
                        s.right() - SLANT,
                        s.bottom(),
                        s.x(),
                        s.bottom() - NOTCH,
                        s.left() + SLANT,
                        s.bottom());
            case WRITE ->
                Figure.Path.polygon(
                        s.left() + SLANT,
                        s.top(),
                        s.right() - SLANT,
                        s.top(),
                        s.right(),
                        s.bottom(),
                        s.left(),
                        s.bottom());
            case NEURON -> new Figure.Disc(s.x(), s.y(), s.width() / 2);
            case PART, QUERY, KEY, VALUE -> Box.around(s.x(), s.y(), s.width(), s.height(), 7);
        };
    }
}
