package org.circuitexplorer.viewer.chart;

import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Figure.Path;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Stroke;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// Draws bars into a rectangle from (0, 0); the window and exports share it.
final class BarsPlot {
    private static final double ROW = 23;
    private static final double BAR = 10;
    private static final double LABEL_SHARE = 0.36;
    private static final double FIGURE = 70;

    private final Bars bars;
    private final Theme theme;
    private final double width;

    BarsPlot(Bars bars, Theme theme, double width) {
        this.bars = bars;
        this.theme = theme;
        this.width = width;
    }

    static double height(Bars bars) {
        return ROW * bars.rows().size();
    }

    void paint(Pen pen) {
        double y = ROW / 2;
        for (Bars.Row row : bars.rows()) {
            paint(pen, row, y);
            y += ROW;
        }
    }

    private void paint(Pen pen, Bars.Row row, double y) {
        double left = width * LABEL_SHARE;
        double room = Math.max(10, width - left - FIGURE);
        pen.text(row.label(), 0, y, new Lettering(Typeface.SANS, 12.5, theme.text(), Anchor.START));
        pen.fill(new Box(left, y - BAR / 2, room, BAR, 2), theme.surface());
        pen.fill(
                new Box(left, y - BAR / 2, Math.max(1, room * part(row.value())), BAR, 2),
                row.sense().bar(theme));
        double low = left + room * part(row.low());
        double high = left + room * part(row.high());
        if (high - low >= 1) {
            Stroke line = Stroke.solid(theme.text().faded(0.75), 1.2);
            pen.stroke(Path.line(low, y, high, y), line);
            pen.stroke(Path.line(low, y - 3, low, y + 3), line);
            pen.stroke(Path.line(high, y - 3, high, y + 3), line);
        }
        Lettering lettering =
                new Lettering(Typeface.SANS_BOLD, 12.5, row.sense().text(theme), Anchor.END);
        pen.text(row.sense().signed(row.figure()), width, y, lettering);
    }

    private double part(double value) {
        return Math.clamp(value / bars.most(), 0, 1);
    }
}
