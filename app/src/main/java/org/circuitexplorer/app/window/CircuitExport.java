package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.Optional;
import org.circuitexplorer.app.export.AttributionContent;
import org.circuitexplorer.app.export.CircuitContent;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
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
        Optional<Prompts> shown = workspace.study().promptsProperty().get();
        workspace
                .jobs()
                .start(
                        text("job.exporting", target.getFileName()),
                        (progress, cancel) -> {
                            AtomicFile.write(target, content(format, entry, document, shown, picture));
                            return target;
                        },
                        written -> {});
    }

    private static byte[] content(
            ExportFormat format,
            TaskEntry entry,
            CircuitDocument document,
            Optional<Prompts> shown,
            GraphExport picture) {
        String title = entry.name() + " in " + document.model().name();
        return switch (format) {
            case SVG, PDF, PNG -> CircuitContent.picture(format, picture, title, CRISP);
            case ATTRIBUTION -> attribution(entry, document, shown);
            case CSV, GRAPHML, GEXF, DOT -> CircuitContent.text(format, document);
        };
    }

    /// Of the prompt that is shown: the first of a pair.
    private static byte[] attribution(TaskEntry entry, CircuitDocument document, Optional<Prompts> shown) {
        OpenModel model = entry.model();
        AttributionContent content = new AttributionContent(model.loaded(), document, model.workers());
        return switch (shown.orElseThrow()) {
            case Prompts.Answered pair -> content.of(pair.pair(), true);
            case Prompts.Typed typed -> content.of(typed.tokens());
        };
    }
}
