package org.circuitexplorer.engine.validate;

import java.util.List;

/// Faithfulness over circuits of growing size, and the two areas by which MIB sums it up (Mueller et al. 2025, "MIB: A
/// Mechanistic Interpretability Benchmark", arXiv 2504.13151, section 3).
///
/// A circuit's faithfulness is `F = (m(circuit) - m(nothing)) / (m(model) - m(nothing))`, m being the mean logit of the
/// wanted answer less that of the other, and "nothing" a model with every node frozen at its mean.
///
/// @param points by growing size
/// @param performanceRatio CPR, the area under F from 0.1 % to 100 % of the edges: 1 would be the model at every size,
///     and more is better
/// @param modelDistance CMD, the area of |1 - F| over the same sizes: 0 would be the model at every size
public record SizeCurve(List<Point> points, double performanceRatio, double modelDistance) {

    /// Shares of the model's edges at which MIB measures.
    public static final List<Double> SHARES = List.of(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0);

    public SizeCurve {
        points = List.copyOf(points);
    }

    /// One size.
    ///
    /// @param share most edges, as a share of all edges of the model
    /// @param nodes nodes of the circuit
    /// @param edges edges between them
    /// @param loss its task loss, nats
    /// @param faithfulness F
    public record Point(double share, int nodes, long edges, double loss, Estimate faithfulness) {}

    /// The areas by the trapezoidal rule over the shares.
    static SizeCurve of(List<Point> points) {
        double under = 0;
        double fromOne = 0;
        for (int i = 1; i < points.size(); i++) {
            double width = points.get(i).share - points.get(i - 1).share;
            double before = points.get(i - 1).faithfulness.value();
            double here = points.get(i).faithfulness.value();
            under += width * (before + here) / 2;
            fromOne += width * (Math.abs(1 - before) + Math.abs(1 - here)) / 2;
        }
        return new SizeCurve(points, under, fromOne);
    }
}
