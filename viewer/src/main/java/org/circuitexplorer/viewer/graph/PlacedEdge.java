package org.circuitexplorer.viewer.graph;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import org.circuitexplorer.viewer.draw.Figure;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.layout.GraphLayout;
import org.circuitexplorer.viewer.layout.GraphLayout.Via;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// An edge and the curve it is drawn as.
///
/// @param path from its lower end to its upper, or over a pairing from left to right
/// @param bounds a box that holds the whole curve
record PlacedEdge(PictureEdge edge, Figure.Path path, Bounds bounds) {
    private static final int PIECES = 16;
    private static final double ARC_RISE = 34;

    static PlacedEdge of(PictureEdge edge, GraphLayout layout) {
        Spot source = layout.spot(edge.source());
        Spot target = layout.spot(edge.target());
        Figure.Path path = edge.kind() == EdgeKind.PAIRING || source.y() == target.y()
                ? arc(source, target)
                : curve(source, target, layout.route(Wire.of(edge)));
        return new PlacedEdge(edge, path, Bounds.of(path));
    }

    /// A curve that leaves, passes and arrives vertically.
    private static Figure.Path curve(Spot source, Spot target, List<Via> vias) {
        Spot lower = source.y() > target.y() ? source : target;
        Spot upper = source.y() > target.y() ? target : source;
        List<Step> steps = new ArrayList<>();
        double x = lower.x();
        double y = lower.top();
        steps.add(new Step.Move(x, y));
        for (Via via : vias) {
            steps.add(bend(x, y, via.x(), via.y()));
            x = via.x();
            y = via.y();
        }
        steps.add(bend(x, y, upper.x(), upper.bottom()));
        return new Figure.Path(steps);
    }

    private static Step bend(double x1, double y1, double x2, double y2) {
        if (x1 == x2) return new Step.Line(x2, y2);
        double middle = (y1 + y2) / 2;
        return new Step.Curve(x1, middle, x2, middle, x2, y2);
    }

    /// A flat arc over what stands between two nodes of one band.
    private static Figure.Path arc(Spot one, Spot other) {
        Spot left = one.x() < other.x() ? one : other;
        Spot right = one.x() < other.x() ? other : one;
        double reach = right.left() - left.right();
        double y = left.y() - 10;
        double rise = Math.min(ARC_RISE, 8 + reach * 0.1);
        double bend = Math.min(reach * 0.3, 120);
        return new Figure.Path(List.of(
                new Step.Move(left.right(), y),
                new Step.Curve(left.right() + bend, y - rise, right.left() - bend, y - rise, right.left(), y)));
    }

    /// Points along the line, x and y in turn, close enough together that straight pieces between them follow it.
    double[] samples() {
        double[] samples = new double[2 * (1 + PIECES * (path.steps().size() - 1))];
        int n = 0;
        double x = 0;
        double y = 0;
        for (Step step : path.steps()) {
            Step.Curve c = asCurve(step, x, y);
            int pieces = step instanceof Step.Move ? 1 : PIECES;
            for (int i = 1; i <= pieces; i++) {
                double t = (double) i / pieces;
                samples[n++] = cubic(t, x, c.x1(), c.x2(), c.x());
                samples[n++] = cubic(t, y, c.y1(), c.y2(), c.y());
            }
            x = c.x();
            y = c.y();
        }
        return samples;
    }

    /// The point in the middle of the line.
    Point2D middle() {
        double[] samples = samples();
        int at = samples.length / 4 * 2;
        return new Point2D(samples[at], samples[at + 1]);
    }

    private static Step.Curve asCurve(Step step, double x, double y) {
        return switch (step) {
            case Step.Move m -> new Step.Curve(m.x(), m.y(), m.x(), m.y(), m.x(), m.y());
            case Step.Line l ->
                new Step.Curve(
                        x + (l.x() - x) / 3,
                        y + (l.y() - y) / 3,
                        l.x() - (l.x() - x) / 3,
                        l.y() - (l.y() - y) / 3,
                        l.x(),
                        l.y());
            case Step.Curve c -> c;
            case Step.Close c -> new Step.Curve(x, y, x, y, x, y);
        };
    }

    private static double cubic(double t, double a, double b, double c, double d) {
        double u = 1 - t;
        return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    }
}
