package org.circuitexplorer.viewer.chart;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// A node's values over the corpus in grey, over up to two groups in colour, exact zeros as a bar of their own, the
/// mean and a current value marked. Groups are scaled to their own highest bar, since they are far smaller than the
/// corpus. The pointer or arrows visit bars; a click or Enter tells which values one stands for.
public final class HistogramView extends ThemedCanvas {
    /// The values that a bar stands for: `low <= value < high`, or exactly zero when both are 0.
    public record Bin(double low, double high) {
        /// The bar of exact zeros.
        public static final Bin ZERO = new Bin(0, 0);
    }

    private static final double SMALLEST_BAR = 3;

    private final ObjectProperty<HistogramData> data = new SimpleObjectProperty<>(this, "data", HistogramData.EMPTY);
    private final ObjectProperty<Optional<Bin>> chosen = new SimpleObjectProperty<>(this, "chosen", Optional.empty());
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic", true);
    private final Tooltip hint = new Tooltip();
    private OptionalInt marked = OptionalInt.empty();
    private Consumer<Bin> onBin = bin -> {};

    public HistogramView() {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPrefSize(320, 130);
        setMinHeight(90);
        data.subscribe(() -> {
            mark(OptionalInt.empty());
        });
        chosen.subscribe(this::repaint);
        logarithmic.subscribe(this::repaint);
        focusVisibleProperty().subscribe(this::repaint);
        hint.setShowDelay(Duration.millis(150));
        setFocusTraversable(true);
        setOnMouseMoved(e -> mark(plot().barAt(e.getX())));
        setOnMouseExited(e -> mark(OptionalInt.empty()));
        setOnMouseClicked(e -> {
            requestFocus();
            choose(plot().barAt(e.getX()));
        });
        setOnKeyPressed(this::press);
    }

    public ObjectProperty<HistogramData> dataProperty() {
        return data;
    }

    /// Whether the corpus is counted on a logarithmic scale.
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /// The values whose bars stay marked, such as those whose examples are shown.
    public ObjectProperty<Optional<Bin>> chosenProperty() {
        return chosen;
    }

    /// Called with the bar that was clicked.
    public void setOnBin(Consumer<Bin> action) {
        onBin = action;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        if (data.get().total() > 0) plot().paint(pen, getTheme(), marked, chosen.get());
        focusFrame(pen, width, height);
    }

    private void mark(OptionalInt bar) {
        marked = bar;
        setAccessibleText(bar.isPresent() ? plot().words(bar.getAsInt()) : words(data.get()));
        if (bar.isPresent()) {
            hint.setText(plot().words(bar.getAsInt()));
            Tooltip.install(this, hint);
        } else {
            Tooltip.uninstall(this, hint);
        }
        repaint();
    }

    private void choose(OptionalInt bar) {
        bar.ifPresent(number -> onBin.accept(plot().bin(number)));
    }

    private void press(KeyEvent event) {
        if (data.get().total() == 0) return;
        int last = plot().data().counts().length - 1;
        int at = marked.orElse(HistogramPlot.ZERO_BAR);
        switch (event.getCode()) {
            case LEFT -> mark(OptionalInt.of(Math.max(HistogramPlot.ZERO_BAR, at - 1)));
            case RIGHT -> mark(OptionalInt.of(marked.isEmpty() ? at : Math.min(last, at + 1)));
            case ENTER -> choose(marked);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private HistogramPlot plot() {
        HistogramData shown = data.get().coarser((int) ((getWidth() - HistogramPlot.ZERO_WIDTH) / SMALLEST_BAR));
        return new HistogramPlot(shown, getWidth(), getHeight(), logarithmic.get());
    }

    private static String words(HistogramData data) {
        if (data.total() == 0) return text("chart.histogram.none");
        return text(
                "chart.histogram",
                number("%,d", data.total()),
                number("%.3g", data.firstEdge()),
                number("%.3g", data.firstEdge() + data.width() * data.counts().length),
                number("%.3g", data.mean()),
                number("%.1f", 100.0 * data.zeros() / data.total()));
    }

    private static String number(String format, Number value) {
        return String.format(Locale.ROOT, format, value);
    }
}
