package org.circuitexplorer.viewer.chart;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import org.circuitexplorer.viewer.draw.CanvasPen;
import org.circuitexplorer.viewer.draw.ThemedCanvas;

/// Shows a matrix, as large as it needs to be.
public final class MatrixView extends ThemedCanvas {
    private final Matrix matrix;

    public MatrixView(Matrix matrix) {
        this.matrix = matrix;
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(matrix.title() + ": " + rows());
        setMinSize(MatrixPlot.width(matrix), MatrixPlot.height(matrix));
        setPrefSize(MatrixPlot.width(matrix), MatrixPlot.height(matrix));
    }

    private String rows() {
        return IntStream.range(0, matrix.names().size())
                .mapToObj(i -> matrix.names().get(i) + " "
                        + matrix.values().get(i).stream()
                                .map(MatrixPlot::figure)
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }

    @Override
    protected void paint(CanvasPen pen, double width, double height) {
        new MatrixPlot(matrix, getTheme()).paint(pen);
    }
}
