package org.circuitexplorer.viewer.graph;

import java.util.List;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// How edges look: colour says the sign unless an edge has a tint, width the magnitude, dashes what is no weight, dots
/// what is not used.
final class EdgeStyle {
    private static final double THINNEST = 1.1;
    private static final double THICKEST = 5.2;
    private static final double UNUSED = 0.6;
    private static final double MOST_UNUSED = 2.2;
    private final GraphLook look;
    private final Theme theme;
    private final GraphScene scene;

    EdgeStyle(GraphLook look, GraphScene scene) {
        this.look = look;
        this.theme = look.theme();
        this.scene = scene;
    }

    /// How an edge is drawn.
    Stroke stroke(PictureEdge edge) {
        boolean marked = touched(edge);
        double opacity = look.standsBack(edge) ? 0.12 : scene.idle(edge) ? 0.3 : marked ? 1 : 0.9;
        double width = THINNEST + (THICKEST - THINNEST) * scene.relativeWeight(edge) + (marked ? 0.6 : 0);
        return switch (edge.kind()) {
            case RESIDUAL -> Stroke.dashed((marked ? theme.faintText() : theme.outline()).faded(opacity), 1.3, 4, 4);
            case PAIRING -> Stroke.dashed(theme.amber().faded(opacity), 1.8, 6, 4);
            case GHOST -> Stroke.solid(theme.sign(edge.weight()).faded(0.3), Math.min(width, 2));
            case WEIGHT, EMBEDDING, UNEMBEDDING -> weight(edge, width, opacity);
        };
    }

    private Stroke weight(PictureEdge edge, double width, double opacity) {
        Ink full = edge.tint().map(t -> t.in(theme)).orElseGet(() -> theme.sign(edge.weight()));
        Ink ink = full.faded(opacity);
        if (edge.unused() && !edge.ablated()) {
            return new Stroke(full.faded(opacity * UNUSED), Math.min(width, MOST_UNUSED), List.of(1.5, 3.5));
        }
        boolean dashed = edge.ablated() || (theme.dashNegative() && edge.weight() < 0);
        return dashed ? new Stroke(ink, width, List.of(8.0, 3.0)) : Stroke.solid(ink, width);
    }

    boolean isSelected(PictureEdge edge) {
        return look.isSelected(edge);
    }

    boolean touched(PictureEdge edge) {
        return look.marks().hovered().filter(edge::touches).isPresent()
                || look.isSelected(edge)
                || look.selected().contains(edge.source())
                || look.selected().contains(edge.target());
    }
}
