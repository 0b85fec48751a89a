package org.circuitexplorer.viewer.chart;

import java.util.List;
import org.circuitexplorer.viewer.picture.Tint;

/// One line of a chart.
///
/// @param name shown beside its end and in hints
/// @param points from left to right
/// @param rightAxis whether it belongs to the axis at the right
public record Curve(String name, List<Point> points, Tint tint, Style style, boolean rightAxis) {
    /// A point of a curve.
    public record Point(double x, double y) {}

    /// How a line is drawn.
    public enum Style {
        SOLID,
        DASHED,
        DOTTED,
        /// No line: its points alone.
        POINTS
    }

    public Curve {
        points = List.copyOf(points);
    }

    /// A solid line on the left axis.
    public static Curve solid(String name, List<Point> points, Tint tint) {
        return new Curve(name, points, tint, Style.SOLID, false);
    }
}
