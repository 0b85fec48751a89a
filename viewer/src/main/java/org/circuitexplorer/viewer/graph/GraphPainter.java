package org.circuitexplorer.viewer.graph;

import java.util.List;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.layout.BandSpan;
import org.circuitexplorer.viewer.picture.EdgeKind;

/// Draws what of a scene lies in a region, as finely as its size on the screen deserves.
final class GraphPainter {
    /// Below so many pixels per unit, letters are left out.
    private static final double READABLE = 0.42;

    /// Below so many pixels per unit, nodes are plain boxes.
    private static final double SHAPED = 0.22;

    /// Of so many nodes in sight, only large ones have shapes.
    private static final int CROWD = 900;

    private final GraphScene scene;
    private final GraphLook look;
    private final Theme theme;

    GraphPainter(GraphScene scene, GraphLook look) {
        this.scene = scene;
        this.look = look;
        this.theme = look.theme();
    }

    /// Whether letters inside nodes can be read.
    static boolean isReadable(double scale) {
        return scale >= READABLE;
    }

    /// The ground and its bands, from side to side of the region.
    void bands(Pen pen, Bounds region) {
        pen.fill(new Box(region.left(), region.top(), region.width(), region.height(), 0), theme.background());
        for (BandSpan band : scene.layout().bands()) {
            if (!band.shaded() || band.bottom() < region.top() || band.top() > region.bottom()) continue;
            pen.fill(new Box(region.left(), band.top(), region.width(), band.bottom() - band.top(), 0), theme.band());
        }
    }

    /// The names of the bands.
    ///
    /// @param x where they begin
    void bandLabels(Pen pen, double x) {
        Lettering lettering = new Lettering(Typeface.SANS, 12, theme.faintText(), Anchor.START);
        for (BandSpan band : scene.layout().bands()) pen.text(band.label(), x, band.middle(), lettering);
    }

    /// Edges, nodes and labels.
    ///
    /// @param scale pixels per unit
    void circuit(Pen pen, Bounds region, double scale) {
        edges(pen, region);
        nodes(pen, region, scale);
    }

    /// Nodes and labels, as finely as their size and their number allow.
    void nodes(Pen pen, Bounds region, double scale) {
        List<PlacedNode> seen = scene.nodes().stream()
                .filter(n -> Bounds.of(n.spot()).grown(20).meets(region))
                .toList();
        NodePainter painter = new NodePainter(pen, look, scale);
        boolean shaped = scale >= SHAPED && (seen.size() < CROWD || scale >= 0.8);
        boolean written = isReadable(scale) && shaped;
        for (PlacedNode node : seen) {
            if (shaped) painter.paint(node, written);
            else painter.paintDot(node);
        }
        if (written) labels(pen, region, scale);
    }

    private void edges(Pen pen, Bounds region) {
        EdgePainter painter = new EdgePainter(pen, look, scene);
        for (PlacedEdge edge : scene.edges()) {
            if (look.shows(edge.edge()) && edge.bounds().grown(4).meets(region)) painter.paint(edge);
        }
    }

    private void labels(Pen pen, Bounds region, double scale) {
        EdgePainter painter = new EdgePainter(pen, look, scene);
        for (PlacedEdge edge : scene.edges()) {
            if (edge.edge().kind() == EdgeKind.PAIRING && edge.bounds().meets(region)) painter.label(edge, scale);
        }
        Ink ink = theme.faintText();
        for (PlacedChip chip : scene.chips()) {
            Bounds b = chip.bounds();
            if (!b.meets(region) || look.standsBack(chip.node())) continue;
            Box box = new Box(b.left(), b.top(), b.width(), b.height(), b.height() / 2);
            pen.fill(box, theme.chip());
            pen.stroke(box, Stroke.solid(theme.border(), 1));
            pen.text(
                    chip.text(),
                    (b.left() + b.right()) / 2,
                    (b.top() + b.bottom()) / 2,
                    ChipPlacement.lettering(
                            chip.text(), ink.contrast(theme.chip()) >= 4.5 ? ink : theme.text(), scale));
        }
    }
}
