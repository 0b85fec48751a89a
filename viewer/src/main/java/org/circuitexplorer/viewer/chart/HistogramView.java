package org.circuitexplorer.viewer.chart;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.CanvasRegion;
import org.circuitexplorer.viewer.draw.Theme;

/// A node's values over the corpus in grey, over up to two groups in colour, exact zeros as a bar of their own, the
/// mean
/// and a current value marked. Groups are scaled to their own highest bar, since they are far smaller than the corpus.
/// A click on a bar tells which values it stands for.
public final class HistogramView extends CanvasRegion {
    /// The values that a bar stands for: `low <= value < high`, or exactly zero when both are 0.
    public record Bin(double low, double high) {
        /// The bar of exact zeros.
        public static final Bin ZERO = new Bin(0, 0);
    }

    private static final double SMALLEST_BAR = 3;

    private final ObjectProperty<HistogramData> data = new SimpleObjectProperty<>(this, "data", HistogramData.EMPTY);
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", true);
    private Consumer<Bin> onBin = bin -> {};

    public HistogramView() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPrefSize(320, 130);
        setMinHeight(90);
        data.subscribe(() -> {
            setAccessibleText(words(data.get()));
            repaint();
        });
        theme.subscribe(this::repaint);
        logarithmic.subscribe(this::repaint);
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> plot().binAt(e.getX()).ifPresent(onBin));
    }

    public ObjectProperty<HistogramData> dataProperty() {
        return data;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// Whether the corpus is counted on a logarithmic scale.
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// Called with the bar that was clicked.
    public void setOnBin(Consumer<Bin> action) {
        onBin = action;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        if (data.get().total() > 0) plot().paint(pen, theme.get());
    }

    private HistogramPlot plot() {
        HistogramData shown = data.get().coarser((int) ((getWidth() - HistogramPlot.ZERO_WIDTH) / SMALLEST_BAR));
        return new HistogramPlot(shown, getWidth(), getHeight(), logarithmic.get());
    }

    private static String words(HistogramData data) {
        if (data.total() == 0) return "no histogram";
        return String.format(
                Locale.ROOT,
                "histogram of %,d values from %.3g to %.3g, mean %.3g, %.1f %% exactly zero",
                data.total(),
                data.firstEdge(),
                data.firstEdge() + data.width() * data.counts().length,
                data.mean(),
                100.0 * data.zeros() / data.total());
    }
}
