package org.circuitexplorer.viewer.chart;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.StackPane;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.Tint;

/// Loss (left axis, linear, with the target) and nodes kept (right axis, logarithmic) over the steps of a search. The
/// pointer reads values off.
public final class LossCurveView extends StackPane {
    private static final double GUESSING = 0.7;
    private final ObjectProperty<LossCurve> curve = new SimpleObjectProperty<>(this, "curve", LossCurve.empty(0.15));
    private final CurveView view = new CurveView();

    public LossCurveView() {
        getChildren().add(view);
        curve.subscribe(c -> view.chartProperty().set(chart(c)));
    }

    public ObjectProperty<LossCurve> curveProperty() {
        return curve;
    }

    public ObjectProperty<Theme> themeProperty() {
        return view.themeProperty();
    }

    /// The chart of a search so far. Losses far above guessing are cut, so that the target stays readable.
    static CurveChart chart(LossCurve c) {
        int count = c.steps().length;
        double first = count == 0 ? 0 : c.steps()[0];
        double last = count == 0 ? 1 : c.steps()[count - 1];
        double highest = Arrays.stream(c.losses()).max().orElse(0);
        double top = Math.max(1.5 * c.target(), Math.min(highest, GUESSING));
        double most = Arrays.stream(c.nodes()).max().orElse(10);
        double fewest = Arrays.stream(c.nodes()).min().orElse(1);
        return new CurveChart(
                text("chart.loss.step"),
                AxisScale.linear(first, Math.max(last, first + 1)),
                AxisScale.linear(0, Math.max(top, 1e-6) * 1.05),
                Optional.of(AxisScale.logarithmic(Math.max(1, fewest * 0.8), Math.max(2, most * 1.2))),
                List.of(
                        Curve.solid(text("chart.loss.loss"), points(c, i -> c.losses()[i]), Tint.POSITIVE),
                        new Curve(
                                text("chart.loss.nodes"),
                                points(c, i -> c.nodes()[i]),
                                Tint.ACCENT,
                                Curve.Style.SOLID,
                                true)),
                OptionalDouble.of(c.target()));
    }

    private static List<Curve.Point> points(LossCurve c, IntToDoubleFunction value) {
        return IntStream.range(0, c.steps().length)
                .mapToObj(i -> new Curve.Point(c.steps()[i], value.applyAsDouble(i)))
                .toList();
    }
}
