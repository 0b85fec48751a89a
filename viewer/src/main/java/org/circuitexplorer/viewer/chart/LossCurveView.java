package org.circuitexplorer.viewer.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.CanvasRegion;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Figure.Step;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// Loss (left axis, linear, with the target) and nodes kept (right axis, logarithmic) over the steps of a search.
public final class LossCurveView extends CanvasRegion {
    private static final double LEFT = 34;
    private static final double RIGHT = 42;
    private static final double TOP = 18;
    private static final double BOTTOM = 18;

    private final ObjectProperty<LossCurve> curve = new SimpleObjectProperty<>(this, "curve", LossCurve.empty(0.15));
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);

    public LossCurveView() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPrefSize(420, 200);
        curve.subscribe(() -> {
            setAccessibleText(words(curve.get()));
            repaint();
        });
        theme.subscribe(this::repaint);
    }

    public ObjectProperty<LossCurve> curveProperty() {
        return curve;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        LossCurve c = curve.get();
        Theme colours = theme.get();
        double most = Math.max(0.8, 1.5 * c.target());
        double highestNodes = Math.max(10, Arrays.stream(c.nodes()).max().orElse(10));
        double base = height - BOTTOM;
        double room = base - TOP;
        pen.stroke(Path.line(LEFT, base, width - RIGHT, base), Stroke.solid(colours.border(), 1));
        double target = base - c.target() / most * room;
        pen.stroke(Path.line(LEFT, target, width - RIGHT, target), Stroke.dashed(colours.amber(), 1.2, 4, 3));
        line(
                pen,
                Stroke.solid(colours.negative(), 1.8),
                width,
                i -> base - log(c.nodes()[i]) / log(highestNodes) * room);
        line(pen, Stroke.solid(colours.positive(), 1.8), width, i -> base - Math.min(1, c.losses()[i] / most) * room);
        Lettering small = new Lettering(Typeface.SANS, 10.5, colours.faintText(), Anchor.END);
        pen.text(String.format(Locale.ROOT, "%.1f", most), LEFT - 5, TOP, small);
        pen.text("0", LEFT - 5, base, small);
        pen.text(String.format(Locale.ROOT, "%.2f", c.target()), LEFT - 5, target, small.in(colours.amber()));
        pen.text("loss", LEFT, 8, small.in(colours.positive()).at(Anchor.START));
        pen.text("nodes", width - 4, 8, small.in(colours.negative()));
        pen.text(String.format(Locale.ROOT, "%,.0f", highestNodes), width - RIGHT + 5, TOP, small.at(Anchor.START));
        pen.text("1", width - RIGHT + 5, base, small.at(Anchor.START));
        if (c.steps().length > 0) {
            pen.text("step " + c.steps()[c.steps().length - 1], width - RIGHT, height - 6, small);
        }
    }

    private void line(CanvasPen pen, Stroke stroke, double width, IntToDoubleFunction y) {
        int[] steps = curve.get().steps();
        if (steps.length < 2) return;
        double span = Math.max(1, steps[steps.length - 1] - steps[0]);
        List<Step> path = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            double x = LEFT + (steps[i] - steps[0]) / span * (width - LEFT - RIGHT);
            path.add(i == 0 ? new Step.Move(x, y.applyAsDouble(i)) : new Step.Line(x, y.applyAsDouble(i)));
        }
        pen.stroke(new Path(path), stroke);
    }

    private static double log(double nodes) {
        return Math.log(Math.max(1, nodes));
    }

    private static String words(LossCurve c) {
        int last = c.steps().length - 1;
        if (last < 0) return "no steps yet";
        return String.format(
                Locale.ROOT,
                "step %d: loss %.3f, %d nodes, target %.2f",
                c.steps()[last],
                c.losses()[last],
                c.nodes()[last],
                c.target());
    }
}
