package org.circuitexplorer.viewer.chart;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.function.DoubleConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// Curves over a common axis, with a marker that can be dragged: loss against size with the budget of the moment, or a
/// result beside its controls. The pointer reads values off; with the keyboard, arrows move the marker.
public final class CurveView extends ThemedCanvas {
    private final ObjectProperty<CurveChart> chart = new SimpleObjectProperty<>(this, "chart", CurveChart.EMPTY);
    private final DoubleProperty marker = new SimpleDoubleProperty(this, "marker", Double.NaN);
    private final Tooltip hint = new Tooltip();
    private DoubleConsumer onMarkerDragged = x -> {};
    private double pointed = Double.NaN;

    public CurveView() {
        setPrefSize(420, 180);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleRoleDescription(text("chart.role"));
        hint.setShowDelay(Duration.millis(150));
        Tooltip.install(this, hint);
        chart.subscribe(this::changed);
        marker.subscribe(this::changed);
        focusVisibleProperty().subscribe(this::repaint);
        setOnMouseMoved(e -> point(plot().valueAt(e.getX())));
        setOnMouseExited(e -> point(Double.NaN));
        setOnMousePressed(this::drag);
        setOnMouseDragged(this::drag);
        setOnKeyPressed(this::press);
    }

    public ObjectProperty<CurveChart> chartProperty() {
        return chart;
    }

    /// A value of the horizontal axis marked by a line; NaN for none.
    public DoubleProperty markerProperty() {
        return marker;
    }

    /// Told to which value of the horizontal axis the reader drags the marker.
    public void setOnMarkerDragged(DoubleConsumer action) {
        onMarkerDragged = action;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        CurvePlot plot = plot();
        plot.paint(pen);
        if (!Double.isNaN(pointed)) plot.marker(pen, pointed, false);
        if (!Double.isNaN(marker.get())) plot.marker(pen, marker.get(), true);
        focusFrame(pen, width, height);
    }

    private CurvePlot plot() {
        return new CurvePlot(chart.get(), getTheme(), getWidth(), getHeight());
    }

    private void changed() {
        double at = Double.isNaN(marker.get()) ? chart.get().x().high() : marker.get();
        setAccessibleText(plot().words(at).replace("\n", ", "));
        repaint();
    }

    private void point(double value) {
        pointed = value;
        hint.setText(Double.isNaN(value) ? "" : plot().words(value));
        repaint();
    }

    private void drag(MouseEvent event) {
        requestFocus();
        double value = plot().valueAt(event.getX());
        point(value);
        onMarkerDragged.accept(value);
    }

    private void press(KeyEvent event) {
        double step = switch (event.getCode()) {
            case LEFT -> -0.01;
            case RIGHT -> 0.01;
            default -> 0;
        };
        if (step == 0 || Double.isNaN(marker.get())) return;
        AxisScale axis = chart.get().x();
        onMarkerDragged.accept(axis.value(Math.clamp(axis.part(marker.get()) + step, 0, 1)));
        event.consume();
    }
}
