package org.circuitexplorer.viewer.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a chart of curves shows.
///
/// @param xName what the horizontal axis counts, such as `step` or `edges`
/// @param y axis at the left
/// @param right axis at the right, when a curve needs one
/// @param target value of a dashed horizontal line on the left axis
public record CurveChart(
        String xName, AxisScale x, AxisScale y, Optional<AxisScale> right, List<Curve> curves, OptionalDouble target) {
    public static final CurveChart EMPTY = new CurveChart(
            "", AxisScale.linear(0, 1), AxisScale.linear(0, 1), Optional.empty(), List.of(), OptionalDouble.empty());

    public CurveChart {
        curves = List.copyOf(curves);
        if (right.isEmpty() && curves.stream().anyMatch(Curve::rightAxis)) {
            throw new IllegalArgumentException("a curve belongs to a right axis, which is missing");
        }
    }

    AxisScale axisOf(Curve curve) {
        return curve.rightAxis() ? right.orElse(y) : y;
    }
}
