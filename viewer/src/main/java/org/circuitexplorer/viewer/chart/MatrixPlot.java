package org.circuitexplorer.viewer.chart;

import java.util.Locale;
import org.circuitexplorer.viewer.draw.Figure.Box;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Pen;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.draw.Typeface;

/// Draws a matrix from (0, 0), each cell filled as far as its value goes; the window and exports share it.
final class MatrixPlot {
    private static final double LEFT = 52;
    private static final double TOP = 40;
    private static final double CELL_WIDTH = 46;
    private static final double CELL_HEIGHT = 30;
    private static final double GAP = 3;

    private final Matrix matrix;
    private final Theme theme;

    MatrixPlot(Matrix matrix, Theme theme) {
        this.matrix = matrix;
        this.theme = theme;
    }

    static double width(Matrix matrix) {
        return LEFT + CELL_WIDTH * matrix.names().size();
    }

    static double height(Matrix matrix) {
        return TOP + CELL_HEIGHT * matrix.names().size();
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    void paint(Pen pen) {
        Lettering faint = new Lettering(Typeface.SANS, 11, theme.faintText(), Anchor.START);
        pen.text(matrix.title(), 0, 9, new Lettering(Typeface.SANS, 12.5, theme.text(), Anchor.START));
        for (int i = 0; i < matrix.names().size(); i++) {
            String name = matrix.names().get(i);
            pen.text(name, LEFT + CELL_WIDTH * (i + 0.5), TOP - 10, faint.at(Anchor.MIDDLE));
            pen.text(name, 0, TOP + CELL_HEIGHT * (i + 0.5), faint);
            for (int j = 0; j < matrix.names().size(); j++) cell(pen, i, j);
        }
    }

    private void cell(Pen pen, int row, int column) {
        double value = matrix.values().get(row).get(column);
        double x = LEFT + CELL_WIDTH * column;
        double y = TOP + CELL_HEIGHT * row;
        pen.fill(new Box(x, y, CELL_WIDTH - GAP, CELL_HEIGHT - GAP, 3), theme.fill(theme.accent(), value));
        pen.text(
                figure(value),
                x + (CELL_WIDTH - GAP) / 2,
                y + (CELL_HEIGHT - GAP) / 2,
                new Lettering(Typeface.SANS, 12, theme.text(), Anchor.MIDDLE));
    }
}
