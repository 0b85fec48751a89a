package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.viewer.chart.AxisScale;
import org.circuitexplorer.viewer.chart.ChartExport;
import org.circuitexplorer.viewer.chart.Curve;
import org.circuitexplorer.viewer.chart.CurveChart;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.Tint;

/// Loss against edges of a sparse model and of its dense twin: for each number of edges the mean over tasks of the
/// least loss on training pairs of a circuit that has no more.
///
/// @param sparse name of the sparse model
/// @param dense name of its dense twin
/// @param rows one for each task, at least one
/// @param target the raw loss that was aimed at, nats; empty where another loss was
record EvidenceCurves(String sparse, String dense, List<EvidenceRow> rows, OptionalDouble target) {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 320;
    private static final int STEPS = 80;

    /// Losses of the table, as parts of the target.
    private static final List<Double> PARTS = List.of(4.0, 2.0, 1.0, 2 / 3.0);

    /// The curves as SVG.
    String figure() {
        double most = 10;
        for (EvidenceRow row : rows) {
            most = Math.max(most, 2.0 * row.sparse().edges());
            most = Math.max(most, 2.0 * row.dense().edges());
        }
        List<Curve> curves = List.of(
                curve(sparse, EvidenceRow::sparse, most, Tint.ACCENT),
                curve(dense, EvidenceRow::dense, most, Tint.AMBER));
        double high = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Curve.Point::y)
                .max()
                .orElse(1);
        CurveChart chart = new CurveChart(
                "edges",
                AxisScale.logarithmic(1, most),
                AxisScale.linear(0, Math.max(1, high)),
                Optional.empty(),
                curves,
                target);
        return ChartExport.svg(chart, Theme.LIGHT, WIDTH, HEIGHT, "Loss against edges");
    }

    private Curve curve(String name, Function<EvidenceRow, EvidenceRow.Side> side, double most, Tint tint) {
        List<Curve.Point> points = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            double edges = Math.pow(most, (double) step / STEPS);
            double mean = mean(side, edges);
            if (!Double.isNaN(mean)) points.add(new Curve.Point(edges, mean));
        }
        return Curve.solid(name, points, tint);
    }

    /// With how many edges the curves reach a loss, in Markdown; empty where the raw loss was not aimed at.
    String table() {
        if (target.isEmpty()) return "";
        StringBuilder table = new StringBuilder(
                format(ROOT, "\n| mean loss | edges, %s | edges, %s | ratio |\n|---|---|---|---|\n", sparse, dense));
        for (double part : PARTS) {
            double loss = part * target.getAsDouble();
            OptionalInt few = edges(EvidenceRow::sparse, loss);
            OptionalInt many = edges(EvidenceRow::dense, loss);
            String ratio = few.orElse(0) == 0 || many.isEmpty()
                    ? ""
                    : format(ROOT, "%.1f", (double) many.getAsInt() / few.getAsInt());
            table.append(format(ROOT, "| %.2f | %s | %s | %s |\n", loss, text(few), text(many), ratio));
        }
        return table.toString();
    }

    private static String text(OptionalInt edges) {
        return edges.isPresent() ? format(ROOT, "%,d", edges.getAsInt()) : "not reached";
    }

    /// The fewest edges with which the mean is at most a loss.
    private OptionalInt edges(Function<EvidenceRow, EvidenceRow.Side> side, double loss) {
        return rows.stream()
                .flatMap(row -> side.apply(row).path().points().stream())
                .mapToInt(BudgetPath.Point::edges)
                .distinct()
                .sorted()
                .filter(edges -> mean(side, edges) <= loss)
                .findFirst();
    }

    /// The mean over tasks, NaN where one of them has no circuit so small.
    private double mean(Function<EvidenceRow, EvidenceRow.Side> side, double edges) {
        return rows.stream()
                .mapToDouble(row -> side.apply(row).lossWithin(edges).orElse(Double.NaN))
                .average()
                .orElse(Double.NaN);
    }
}
