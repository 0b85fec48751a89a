package org.circuitexplorer.viewer.chart;

import org.circuitexplorer.viewer.draw.SvgPen;
import org.circuitexplorer.viewer.draw.Theme;

/// Charts as standalone SVG documents; needs no window.
public final class ChartExport {
    private ChartExport() {}

    /// @param title what the chart shows, for people who cannot see it
    public static String svg(CurveChart chart, Theme theme, double width, double height, String title) {
        SvgPen pen = new SvgPen(width, height, title);
        new CurvePlot(chart, theme, width, height).paint(pen);
        return pen.document();
    }

    /// @param title what the bars show, for people who cannot see them
    public static String svg(Bars bars, Theme theme, double width, String title) {
        SvgPen pen = new SvgPen(width, BarsPlot.height(bars), title);
        new BarsPlot(bars, theme, width).paint(pen);
        return pen.document();
    }

    /// A matrix under its own title.
    public static String svg(Matrix matrix, Theme theme) {
        SvgPen pen = new SvgPen(MatrixPlot.width(matrix), MatrixPlot.height(matrix), matrix.title());
        new MatrixPlot(matrix, theme).paint(pen);
        return pen.document();
    }
}
