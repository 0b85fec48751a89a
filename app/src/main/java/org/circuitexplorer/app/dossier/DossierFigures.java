package org.circuitexplorer.app.dossier;

import static java.lang.String.format;
import static java.util.Locale.ROOT;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.circuitexplorer.engine.validate.AblationKind;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SizeCurve;
import org.circuitexplorer.viewer.chart.AxisScale;
import org.circuitexplorer.viewer.chart.Bars;
import org.circuitexplorer.viewer.chart.Curve;
import org.circuitexplorer.viewer.chart.CurveChart;
import org.circuitexplorer.viewer.picture.Tint;

/// The figures of a dossier, the same in the window and in the report.
final class DossierFigures {
    /// Longest bar of a loss, nats: twice what guessing costs.
    private static final double MOST_LOSS = 2 * Math.log(2);

    private final Dossier dossier;

    DossierFigures(Dossier dossier) {
        this.dossier = dossier;
    }

    /// Loss under each ablation of the rest.
    Bars ablations() {
        double closer = (dossier.faithfulness().circuit().value() + Math.log(2)) / 2;
        return new Bars(
                dossier.ablations().stream()
                        .map(a -> row(
                                a.kind().label(),
                                a.loss(),
                                a.kind() != AblationKind.PRETRAINING_MEAN
                                        && a.loss().low() > closer))
                        .toList(),
                MOST_LOSS);
    }

    /// Share of varied prompts at which circuit and model differ, the task's own first.
    Bars variations() {
        List<Bars.Row> rows = new ArrayList<>();
        rows.add(share(text("dossier.own"), dossier.faithfulness().disagreement()));
        dossier.variations().forEach(v -> rows.add(share(v.kind().label(), v.disagreement())));
        return new Bars(rows, 1);
    }

    /// Losses of the circuit and of its controls.
    Bars controls() {
        List<Bars.Row> rows = new ArrayList<>();
        Estimate circuit = dossier.faithfulness().circuit();
        double close = (circuit.value() + Math.log(2)) / 2;
        rows.add(row(text("dossier.circuit"), circuit, false));
        rows.add(control(text("dossier.random.mean"), dossier.randomSets().mean(), close));
        rows.add(control(text("dossier.random.best"), dossier.randomSets().best(), close));
        for (PruningControl control : dossier.pruning().orElse(List.of())) {
            boolean real = control.kind() == PruningControl.Kind.TASK;
            rows.add(control(label(control.kind()), control.loss(), real ? 0 : close));
        }
        return new Bars(rows, MOST_LOSS);
    }

    static String label(PruningControl.Kind kind) {
        return switch (kind) {
            case TASK -> text("dossier.control.task");
            case SHUFFLED_ANSWERS -> text("dossier.control.shuffled");
            case NONSENSE -> text("dossier.control.nonsense");
            case PERMUTED_WEIGHTS -> text("dossier.control.permuted");
            case RANDOM_WEIGHTS -> text("dossier.control.randomWeights");
        };
    }

    private static Bars.Row control(String label, double loss, double close) {
        return row(label, new Estimate(loss, loss, loss), loss <= close);
    }

    private static Bars.Row row(String label, Estimate e, boolean doubtful) {
        return new Bars.Row(
                label, Math.max(0, e.value()), e.low(), e.high(), format(ROOT, "%.3f", e.value()), doubtful);
    }

    private static Bars.Row share(String label, Estimate e) {
        return new Bars.Row(
                label, e.value(), e.low(), e.high(), format(ROOT, "%.0f %%", 100 * e.value()), e.value() > 0.1);
    }

    /// Faithfulness against the number of edges, with its interval.
    CurveChart sizes() {
        List<SizeCurve.Point> points = dossier.sizes().points();
        double least = Math.max(1, (double) points.getFirst().edges());
        double most = Math.max(least + 1, (double) points.getLast().edges());
        double low = Math.min(
                0,
                points.stream().mapToDouble(p -> p.faithfulness().low()).min().orElse(0));
        double high = Math.max(
                1.1,
                points.stream().mapToDouble(p -> p.faithfulness().high()).max().orElse(1));
        return new CurveChart(
                text("dossier.edges"),
                AxisScale.logarithmic(least, most),
                AxisScale.linear(low, high),
                Optional.empty(),
                List.of(
                        new Curve(
                                text("dossier.interval"),
                                line(points, p -> p.faithfulness().low()),
                                Tint.GOOD,
                                Curve.Style.DOTTED,
                                false),
                        new Curve("", line(points, p -> p.faithfulness().high()), Tint.GOOD, Curve.Style.DOTTED, false),
                        Curve.solid(
                                text("dossier.faithfulness"),
                                line(points, p -> p.faithfulness().value()),
                                Tint.ACCENT)),
                OptionalDouble.empty());
    }

    private static List<Curve.Point> line(List<SizeCurve.Point> points, ToDoubleFunction<SizeCurve.Point> value) {
        return points.stream()
                .map(p -> new Curve.Point(Math.max(1, (double) p.edges()), value.applyAsDouble(p)))
                .toList();
    }
}
