package org.circuitexplorer.app.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.circuitexplorer.app.export.CircuitNetworks;
import org.circuitexplorer.app.export.CircuitText;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.graph.GraphExport;

/// Writes the circuit under study for other programs, in the background.
record CircuitExport(Workspace workspace, CircuitGraphView graph) {
    private static final double CRISP = 2;

    /// @param file its end says the format; another end gets a vector picture
    void write(Path file, TaskEntry entry) {
        ExportFormat format = ExportFormat.of(file).orElse(ExportFormat.SVG);
        Path target = ExportFormat.of(file).isPresent() ? file : file.resolveSibling(file.getFileName() + ".svg");
        CircuitDocument document = entry.circuit().orElseThrow();
        GraphExport picture = new GraphExport(
                graph.getPicture(), graph.graphLayout(), graph.look().withoutHover());
        String title = entry.name() + " in " + document.model().name();
        workspace
                .jobs()
                .start(
                        "Exporting " + target.getFileName(),
                        (progress, cancel) -> {
                            AtomicFile.write(target, content(format, document, picture, title));
                            return target;
                        },
                        written -> {});
    }

    private static byte[] content(ExportFormat format, CircuitDocument document, GraphExport picture, String title) {
        return switch (format) {
            case SVG -> picture.svg(title).getBytes(UTF_8);
            case PNG -> picture.png(CRISP);
            case CSV -> CircuitText.csv(document).getBytes(UTF_8);
            case GRAPHML -> CircuitText.graphml(document).getBytes(UTF_8);
            case GEXF -> CircuitNetworks.gexf(document).getBytes(UTF_8);
            case DOT -> CircuitNetworks.dot(document).getBytes(UTF_8);
        };
    }
}
