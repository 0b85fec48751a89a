package org.circuitexplorer.viewer.draw;

import java.util.ArrayList;
import java.util.List;

/// A shape that a [Pen] fills or strokes.
public sealed interface Figure {

    /// A rectangle with rounded corners.
    ///
    /// @param radius of the corners; 0 for sharp ones
    record Box(double x, double y, double width, double height, double radius) implements Figure {
        /// The box of that size around a centre.
        public static Box around(double x, double y, double width, double height, double radius) {
            return new Box(x - width / 2, y - height / 2, width, height, radius);
        }
    }

    /// A filled or stroked circle.
    record Disc(double x, double y, double radius) implements Figure {}

    /// Lines and cubic curves, one after the other.
    record Path(List<Step> steps) implements Figure {
        public Path {
            steps = List.copyOf(steps);
        }

        /// Closed straight sides through points given as x and y in turn.
        public static Path polygon(double... xy) {
            List<Step> steps = new ArrayList<>();
            steps.add(new Step.Move(xy[0], xy[1]));
            for (int i = 2; i < xy.length; i += 2) steps.add(new Step.Line(xy[i], xy[i + 1]));
            steps.add(new Step.Close());
            return new Path(steps);
        }

        public static Path line(double x1, double y1, double x2, double y2) {
            return new Path(List.of(new Step.Move(x1, y1), new Step.Line(x2, y2)));
        }
    }

    /// One step of a path.
    sealed interface Step {
        record Move(double x, double y) implements Step {}

        record Line(double x, double y) implements Step {}

        /// A cubic Bézier curve to (x, y) with two control points.
        record Curve(double x1, double y1, double x2, double y2, double x, double y) implements Step {}

        record Close() implements Step {}
    }
}
