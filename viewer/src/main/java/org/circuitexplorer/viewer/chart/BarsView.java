package org.circuitexplorer.viewer.chart;

import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// Shows numbers side by side as bars; as high as it has rows.
public final class BarsView extends ThemedCanvas {
    private final ObjectProperty<Bars> bars;

    public BarsView(Bars initial) {
        this.bars = new SimpleObjectProperty<>(this, "bars", initial);
        setAccessibleRole(AccessibleRole.TEXT);
        setPrefWidth(420);
        bars.subscribe(now -> {
            setAccessibleText(now.rows().stream()
                    .map(row -> row.label() + " " + row.sense().signed(row.figure()))
                    .collect(Collectors.joining("; ")));
            setMinHeight(BarsPlot.height(now));
            setPrefHeight(BarsPlot.height(now));
            repaint();
        });
    }

    public ObjectProperty<Bars> barsProperty() {
        return bars;
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        new BarsPlot(bars.get(), getTheme(), width).paint(pen);
    }
}
