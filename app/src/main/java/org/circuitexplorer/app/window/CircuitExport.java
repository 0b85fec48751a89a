package org.circuitexplorer.app.window;

import java.nio.file.Path;
import org.circuitexplorer.app.export.CircuitContent;
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
                            AtomicFile.write(
                                    target,
                                    format.isPicture()
                                            ? CircuitContent.picture(format, picture, title, CRISP)
                                            : CircuitContent.text(format, document));
                            return target;
                        },
                        written -> {});
    }
}
