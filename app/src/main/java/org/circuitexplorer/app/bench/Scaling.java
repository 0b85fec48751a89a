package org.circuitexplorer.app.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.viewer.chart.AxisScale;
import org.circuitexplorer.viewer.chart.ChartExport;
import org.circuitexplorer.viewer.chart.Curve;
import org.circuitexplorer.viewer.chart.CurveChart;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.Tint;

/// How the time of a forward pass grows with the non-zero weights: the medians of several models, and the straight line
/// of least squares through them.
///
/// @param points ascending by non-zero weights
/// @param base milliseconds of the line at no weight at all: attention, AbsTopK, norms and functions
/// @param slope milliseconds of the line for each non-zero weight
public record Scaling(List<Point> points, double base, double slope) {
    private static final int TOKENS = 256;
    private static final int WARM_UP = 10;
    private static final double WIDTH = 640;
    private static final double HEIGHT = 360;

    /// A model's passes.
    ///
    /// @param nonZero weights that are not zero
    public record Point(long nonZero, Timing timing) {}

    /// Times one sequence of 256 tokens with the logits of all of them, the models turn by turn, so that whatever else
    /// the machine does falls on all.
    public static Scaling of(List<LoadedModel> models, Workers workers, int runs, ProgressListener progress) {
        List<Supplier<?>> passes = new ArrayList<>();
        for (LoadedModel model : models) {
            Workload work = new Workload(CpuDevice.open(model.transformer(), workers), workers);
            passes.add(work.forward(work.sequences(1, TOKENS)));
        }
        double[][] milliseconds = new double[models.size()][runs];
        for (int run = -WARM_UP; run < runs; run++) {
            progress.at("forward passes", run + WARM_UP, runs + WARM_UP);
            for (int i = 0; i < models.size(); i++) {
                double time = Timing.milliseconds(passes.get(i));
                if (run >= 0) milliseconds[i][run] = time;
            }
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            String what = "forward 1 x %d tokens, all logits".formatted(TOKENS);
            points.add(new Point(
                    models.get(i).transformer().nonZeroWeights(),
                    new Timing(what, models.get(i).name(), milliseconds[i])));
        }
        return through(points);
    }

    /// The line of least squares through the medians.
    static Scaling through(List<Point> points) {
        List<Point> sorted =
                points.stream().sorted(Comparator.comparing(Point::nonZero)).toList();
        double meanX = sorted.stream().mapToDouble(Point::nonZero).average().orElseThrow();
        double meanY =
                sorted.stream().mapToDouble(p -> p.timing().median()).average().orElseThrow();
        double along = 0;
        double squares = 0;
        for (Point point : sorted) {
            double dx = point.nonZero() - meanX;
            along += dx * (point.timing().median() - meanY);
            squares += dx * dx;
        }
        double slope = squares == 0 ? 0 : along / squares;
        return new Scaling(sorted, meanY - slope * meanX, slope);
    }

    /// Milliseconds of the line.
    public double line(double nonZero) {
        return base + slope * nonZero;
    }

    /// The largest distance of a median from the line, as a share of the line's value there.
    public double largestDeviation() {
        return points.stream()
                .mapToDouble(p -> Math.abs(p.timing().median() / line((double) p.nonZero()) - 1))
                .max()
                .orElse(0);
    }

    /// A picture of the medians and the line.
    public String svg() {
        double most = 1.02e-6 * points.getLast().nonZero();
        double slowest =
                points.stream().mapToDouble(p -> p.timing().median()).max().orElse(1);
        Curve medians = Curve.solid(
                "median, ms",
                points.stream()
                        .map(p -> new Curve.Point(1e-6 * p.nonZero(), p.timing().median()))
                        .toList(),
                Tint.ACCENT);
        Curve fit = new Curve(
                "line",
                List.of(new Curve.Point(0, base), new Curve.Point(most, line(1e6 * most))),
                Tint.AMBER,
                Curve.Style.DASHED,
                false);
        CurveChart chart = new CurveChart(
                "million non-zero weights",
                AxisScale.linear(0, most),
                AxisScale.linear(0, 1.1 * slowest),
                Optional.empty(),
                List.of(medians, fit),
                OptionalDouble.empty());
        return ChartExport.svg(
                chart, Theme.LIGHT, WIDTH, HEIGHT, "Milliseconds of a forward pass against non-zero weights");
    }
}
