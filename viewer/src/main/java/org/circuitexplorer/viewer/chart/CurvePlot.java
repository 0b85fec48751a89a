package org.circuitexplorer.viewer.chart;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Figure.Disc;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Numerals;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// Draws a chart of curves into a rectangle from (0, 0); the window and exports share it.
final class CurvePlot {
    private static final double LEGEND_ROW = 16;
    private static final double UNDER_LEGEND = 6;
    private static final double BOTTOM = 20;
    private static final double LEFT = 38;
    private static final double BESIDE = 6;
    private static final double RIGHT_PLAIN = 10;
    private static final double RIGHT_AXIS = 40;
    private final CurveChart chart;
    private final Theme theme;
    private final double width;
    private final double height;
    private final List<Entry> legend;
    private final double top;
    private final double right;

    /// A name in the legend.
    private record Entry(Curve curve, String name, double x, double y) {}

    CurvePlot(CurveChart chart, Theme theme, double width, double height) {
        this.chart = chart;
        this.theme = theme;
        this.width = width;
        this.height = height;
        this.legend = entries();
        this.top = (legend.isEmpty() ? 0 : legend.getLast().y()) + LEGEND_ROW + UNDER_LEGEND;
        this.right = rightMargin();
    }

    /// What stands right of the plot is never cut off.
    private double rightMargin() {
        if (chart.right().isEmpty()) return RIGHT_PLAIN;
        Lettering small = small();
        double widest = chart.right().get().ticks(ticks()).stream()
                .mapToDouble(tick -> small.widthOf(Numerals.value(tick)))
                .max()
                .orElse(0);
        return Math.max(RIGHT_AXIS, Math.ceil(widest) + BESIDE + 1);
    }

    private Lettering small() {
        return new Lettering(Typeface.SANS, 11, theme.faintText(), Anchor.END);
    }

    /// About so many numbers stand at the axes left and right.
    private int ticks() {
        return Math.max(2, (int) (height / 42));
    }

    void paint(Pen pen) {
        grid(pen);
        for (Curve curve : chart.curves()) line(pen, curve);
        target(pen);
        legend(pen);
    }

    /// A vertical line at a value of x, with the curves' values there.
    void marker(Pen pen, double value, boolean strong) {
        double x = x(value);
        Ink ink = strong ? theme.accent() : theme.faintText();
        pen.stroke(Path.line(x, top, x, height - BOTTOM), Stroke.solid(ink, strong ? 2 : 1));
        for (Curve curve : chart.curves()) {
            nearest(curve, value).ifPresent(p -> {
                pen.fill(new Disc(x(p.x()), y(curve, p.y()), 4), theme.panel());
                pen.fill(new Disc(x(p.x()), y(curve, p.y()), 3), curve.tint().in(theme));
            });
        }
    }

    /// The value of x at a pixel.
    double valueAt(double pixelX) {
        return chart.x().value(Math.clamp((pixelX - LEFT) / plotWidth(), 0, 1));
    }

    /// What the curves say at a value of x, in words.
    String words(double value) {
        List<String> parts = new ArrayList<>();
        for (Curve curve : chart.curves()) {
            nearest(curve, value).ifPresent(p -> {
                if (parts.isEmpty()) parts.add(chart.xName() + " " + Numerals.value(p.x()));
                parts.add(curve.name() + " " + Numerals.value(p.y()));
            });
        }
        return String.join("\n", parts);
    }

    private static Optional<Curve.Point> nearest(Curve curve, double x) {
        return curve.points().stream().min(Comparator.comparingDouble(p -> Math.abs(p.x() - x)));
    }

    private double plotWidth() {
        return Math.max(1, width - LEFT - right);
    }

    private double x(double value) {
        return LEFT + plotWidth() * chart.x().part(value);
    }

    private double y(AxisScale axis, double value) {
        return height - BOTTOM - (height - top - BOTTOM) * axis.part(value);
    }

    private double y(Curve curve, double value) {
        return y(chart.axisOf(curve), value);
    }

    private void grid(Pen pen) {
        Lettering small = small();
        int about = ticks();
        for (double tick : chart.y().ticks(about)) {
            double y = Math.rint(y(chart.y(), tick)) + 0.5;
            pen.stroke(Path.line(LEFT, y, LEFT + plotWidth(), y), Stroke.solid(theme.border(), 1));
            pen.text(Numerals.value(tick), LEFT - BESIDE, y, small);
        }
        chart.right().ifPresent(axis -> {
            for (double tick : axis.ticks(about)) {
                pen.text(Numerals.value(tick), LEFT + plotWidth() + BESIDE, y(axis, tick), small.at(Anchor.START));
            }
        });
        double end = LEFT + plotWidth();
        List<Double> ticks = chart.x().ticks(Math.max(2, (int) (plotWidth() / 70)));
        double y = height - BOTTOM + 12;
        String name = chart.xName();
        double free = end - small.widthOf(name) - 8;
        for (double tick : ticks) {
            String label = Numerals.value(tick);
            double half = Math.max(10, small.widthOf(label) / 2);
            if (x(tick) + half <= free) pen.text(label, x(tick), y, small.at(Anchor.MIDDLE));
        }
        pen.text(name, end, y, small);
    }

    private void target(Pen pen) {
        chart.target().ifPresent(target -> {
            double y = Math.rint(y(chart.y(), target)) + 0.5;
            pen.stroke(Path.line(LEFT, y, LEFT + plotWidth(), y), Stroke.dashed(theme.amber(), 1.3, 5, 3));
            Lettering lettering = new Lettering(Typeface.SANS, 11, theme.amber(), Anchor.END);
            String text = text("chart.target", Numerals.value(target));
            double wide = lettering.widthOf(text) + 6;
            pen.fill(
                    new Box(LEFT + plotWidth() - 1 - wide, y - 17, wide, 15, 3),
                    theme.panel().faded(0.85));
            pen.text(text, LEFT + plotWidth() - 4, y - 9, lettering);
        });
    }

    private void line(Pen pen, Curve curve) {
        List<Curve.Point> points = thinned(curve.points());
        if (points.isEmpty()) return;
        Ink ink = curve.tint().in(theme);
        if (curve.style() == Curve.Style.POINTS || points.size() == 1) {
            for (Curve.Point p : points) pen.fill(new Disc(x(p.x()), y(curve, p.y()), 4), ink);
            return;
        }
        List<Step> steps = new ArrayList<>();
        for (Curve.Point p : points) {
            double x = x(p.x());
            double y = y(curve, p.y());
            steps.add(steps.isEmpty() ? new Step.Move(x, y) : new Step.Line(x, y));
        }
        pen.stroke(
                new Path(steps),
                switch (curve.style()) {
                    case SOLID, POINTS -> Stroke.solid(ink, 2);
                    case DASHED -> Stroke.dashed(ink, 2, 6, 4);
                    case DOTTED -> Stroke.dashed(ink, 2, 2, 3);
                });
    }

    /// At most two points for each pixel: the lowest and the highest.
    private List<Curve.Point> thinned(List<Curve.Point> points) {
        int columns = (int) plotWidth();
        if (points.size() <= 2 * columns) return points;
        List<Curve.Point> kept = new ArrayList<>();
        int start = 0;
        while (start < points.size()) {
            int column = (int) x(points.get(start).x());
            int end = start;
            Curve.Point low = points.get(start);
            Curve.Point high = low;
            while (end < points.size() && (int) x(points.get(end).x()) == column) {
                Curve.Point p = points.get(end++);
                if (p.y() < low.y()) low = p;
                if (p.y() > high.y()) high = p;
            }
            kept.add(low.x() <= high.x() ? low : high);
            if (!low.equals(high)) kept.add(low.x() <= high.x() ? high : low);
            start = end;
        }
        return kept;
    }

    private Lettering legendLettering() {
        return new Lettering(Typeface.SANS, 11.5, theme.faintText(), Anchor.START);
    }

    /// Names of curves in rows as wide as the plot.
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        double x = LEFT;
        double y = 0;
        for (Curve curve : chart.curves()) {
            if (curve.name().isEmpty()) continue;
            String name = curve.rightAxis() ? text("chart.right", curve.name()) : curve.name();
            double wide = 14 + legendLettering().widthOf(name);
            if (x > LEFT && x + wide > width) {
                x = LEFT;
                y += LEGEND_ROW;
            }
            entries.add(new Entry(curve, name, x, y));
            x += wide + 16;
        }
        return entries;
    }

    private void legend(Pen pen) {
        for (Entry entry : legend) {
            Ink ink = entry.curve().tint().in(theme);
            if (entry.curve().style() == Curve.Style.POINTS) {
                pen.fill(new Disc(entry.x() + 4.5, entry.y() + 8.5, 4), ink);
            } else {
                pen.fill(new Box(entry.x(), entry.y() + 4, 9, 9, 2), ink);
            }
            pen.text(entry.name(), entry.x() + 14, entry.y() + 8.5, legendLettering());
        }
    }
}
