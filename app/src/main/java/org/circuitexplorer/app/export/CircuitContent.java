package org.circuitexplorer.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.viewer.graph.GraphExport;

/// A circuit as the bytes of a file; equal circuits give equal bytes.
public final class CircuitContent {
    private CircuitContent() {}

    /// @param title what the picture shows
    /// @param scale pixels per unit, where the format has pixels
    public static byte[] picture(ExportFormat format, GraphExport picture, String title, double scale) {
        return switch (format) {
            case SVG -> picture.svg(title).getBytes(UTF_8);
            case PDF -> picture.pdf(title);
            case PNG -> picture.png(scale);
            case HTML, CSV, GRAPHML, GEXF, DOT, ATTRIBUTION ->
                throw new IllegalArgumentException(format + " is no picture");
        };
    }

    /// What a circuit's file knows by itself.
    public static byte[] text(ExportFormat format, CircuitDocument document) {
        String text = switch (format) {
            case CSV -> CircuitText.csv(document);
            case GRAPHML -> CircuitText.graphml(document);
            case GEXF -> CircuitGexf.of(document);
            case DOT -> CircuitDot.of(document);
            case SVG, PDF, PNG, HTML, ATTRIBUTION ->
                throw new IllegalArgumentException(format + " tells more than a circuit by itself");
        };
        return text.getBytes(UTF_8);
    }
}
