package org.circuitexplorer.viewer.draw;

import java.util.List;

/// How a line is drawn.
///
/// @param width in the units of the drawing
/// @param dash lengths of ink and gap in turn; empty for a solid line
public record Stroke(Ink ink, double width, List<Double> dash) {
    public Stroke {
        if (!(width > 0)) throw new IllegalArgumentException("a line is wider than 0, found " + width);
        dash = List.copyOf(dash);
    }

    public static Stroke solid(Ink ink, double width) {
        return new Stroke(ink, width, List.of());
    }

    public static Stroke dashed(Ink ink, double width, double on, double off) {
        return new Stroke(ink, width, List.of(on, off));
    }
}
