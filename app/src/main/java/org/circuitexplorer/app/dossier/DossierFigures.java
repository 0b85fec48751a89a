package org.circuitexplorer.app.dossier;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.circuitexplorer.app.report.Table;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.Estimate;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SeedOverlap;
import org.circuitexplorer.engine.validate.SizeCurve;
import org.circuitexplorer.engine.validate.SizeLosses;
import org.circuitexplorer.viewer.chart.AxisScale;
import org.circuitexplorer.viewer.chart.Bars;
import org.circuitexplorer.viewer.chart.Curve;
import org.circuitexplorer.viewer.chart.CurveChart;
import org.circuitexplorer.viewer.chart.Matrix;
import org.circuitexplorer.viewer.picture.Tint;

/// The figures of a dossier, the same in the window and in the report.
final class DossierFigures {
    /// Longest bar of a loss, nats.
    private static final double MOST_LOSS = 2 * Dossier.GUESSING;
    /// Losses below this one look alike.
    private static final double LEAST_LOSS = 0.003;

    private final Dossier dossier;

    DossierFigures(Dossier dossier) {
        this.dossier = dossier;
    }

    /// Loss under each ablation of the rest.
    Bars ablations() {
        return new Bars(
                dossier.ablations().stream()
                        .map(a -> new Bars.Row(
                                a.kind().label(),
                                Math.max(0, a.loss().value()),
                                a.loss().low(),
                                a.loss().high(),
                                DossierText.number(a.loss().value()),
                                new Judgement(dossier).ablation(a)))
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

    private static Bars.Row share(String label, Estimate e) {
        return new Bars.Row(
                label, e.value(), e.low(), e.high(), DossierText.percent(e.value()), Judgement.disagreement(e));
    }

    /// Loss against the number of nodes, by several orders of nodes, and what prunings of controls reach.
    CurveChart losses() {
        List<Curve> curves = new ArrayList<>();
        for (SizeLosses.Line line : dossier.orders().lines()) {
            curves.add(new Curve(
                    line.order().label(),
                    line.points().stream()
                            .map(p -> new Curve.Point(p.nodes(), p.loss()))
                            .toList(),
                    tint(line.order()),
                    style(line.order()),
                    false));
        }
        if (curves.stream().noneMatch(c -> c.name().equals(SizeLosses.Order.PATH.label()))) {
            curves.addFirst(grown());
        }
        List<Curve.Point> pruned = dossier.pruning().orElse(List.of()).stream()
                .filter(c -> c.kind() != PruningControl.Kind.TASK)
                .map(c -> new Curve.Point(c.nodes(), c.loss()))
                .sorted(Comparator.comparingDouble(Curve.Point::x))
                .toList();
        if (!pruned.isEmpty()) {
            curves.add(new Curve(text("dossier.controls.pruned"), pruned, Tint.VIOLET, Curve.Style.POINTS, false));
        }
        double most = curves.stream()
                .flatMap(c -> c.points().stream())
                .mapToDouble(Curve.Point::x)
                .max()
                .orElse(2);
        return new CurveChart(
                text("dossier.axis.nodes"),
                AxisScale.logarithmic(1, Math.max(2, most)),
                AxisScale.logarithmic(LEAST_LOSS, 2 * MOST_LOSS),
                Optional.empty(),
                curves,
                PruneSettings.rawTarget(dossier.document().provenance().settings()));
    }

    /// The circuit, then all other nodes by attribution.
    private Curve grown() {
        return Curve.solid(
                text("dossier.grown"),
                dossier.sizes().points().stream()
                        .filter(p -> p.nodes() > 0)
                        .map(p -> new Curve.Point(p.nodes(), p.loss()))
                        .toList(),
                Tint.ACCENT);
    }

    private static Tint tint(SizeLosses.Order order) {
        return switch (order) {
            case PATH -> Tint.ACCENT;
            case ATTRIBUTION -> Tint.GREY;
            case SHUFFLED_ANSWERS -> Tint.AMBER;
            case RANDOM -> Tint.POSITIVE;
        };
    }

    private static Curve.Style style(SizeLosses.Order order) {
        return switch (order) {
            case PATH, ATTRIBUTION -> Curve.Style.SOLID;
            case SHUFFLED_ANSWERS -> Curve.Style.DOTTED;
            case RANDOM -> Curve.Style.DASHED;
        };
    }

    /// The numbers of [#losses()].
    Table lossTable() {
        Table.Builder table = Table.of(
                Table.words(text("dossier.column.order")),
                Table.number(text("dossier.column.nodes")),
                Table.number(text("dossier.column.loss")));
        for (Curve curve : losses().curves()) {
            for (Curve.Point p : curve.points()) {
                table.row(curve.name(), String.valueOf((long) p.x()), DossierText.number(p.y()));
            }
        }
        return table.table();
    }

    /// What the circuit and those of other seeds have in common: nodes, then edges.
    List<Matrix> seeds(SeedOverlap seeds) {
        List<String> names = new ArrayList<>();
        names.add(text("dossier.seeds.circuit"));
        seeds.others().forEach(o -> names.add(text("dossier.seeds.seed", o.seed())));
        return List.of(
                new Matrix(text("dossier.seeds.nodes"), names, seeds.nodeMatrix()),
                new Matrix(text("dossier.seeds.edges"), names, seeds.edgeMatrix()));
    }

    /// Faithfulness against the number of edges, with its interval.
    CurveChart faithfulness() {
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
                text("dossier.axis.edges"),
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
