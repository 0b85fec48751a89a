package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.dossier.KnownDossier;
import org.circuitexplorer.app.export.AttributionContent;
import org.circuitexplorer.app.export.CircuitContent;
import org.circuitexplorer.app.export.CircuitReport;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.session.PastRun;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.graph.GraphExport;

/// Writes the circuit under study for other programs, in the background.
record CircuitExport(Workspace workspace, CircuitGraphView graph) {
    private static final double CRISP = 2;

    /// What there is to write.
    private record Shown(
            TaskEntry entry,
            CircuitDocument document,
            Optional<Prompts> prompts,
            Optional<CircuitState> state,
            List<PastRun> runs,
            GraphExport picture) {}

    /// @param file its end says the format
    /// @param usual the format of a name with another end, which gets its end
    void write(Path file, ExportFormat usual, TaskEntry entry) {
        Optional<ExportFormat> named = ExportFormat.of(file);
        ExportFormat format = named.orElse(usual);
        Path target = named.isPresent() ? file : file.resolveSibling(file.getFileName() + usual.suffix());
        Shown shown = new Shown(
                entry,
                entry.circuit().orElseThrow(),
                workspace.study().prompts().property().get(),
                workspace.study().stateProperty().get(),
                workspace.study().runs().kept(),
                new GraphExport(
                        graph.getPicture(), graph.graphLayout(), graph.look().withoutHover()));
        Path validations = workspace.cacheFolder();
        workspace
                .jobs()
                .start(
                        text("job.exporting", target.getFileName()),
                        (progress, cancel) -> {
                            AtomicFile.write(target, content(format, shown, validations));
                            return target;
                        },
                        written -> workspace.mention(text("file.written", written)));
    }

    private static byte[] content(ExportFormat format, Shown shown, Path validations) {
        CircuitDocument document = shown.document();
        String title = shown.entry().name() + " in " + document.model().name();
        return switch (format) {
            case SVG, PDF, PNG -> CircuitContent.picture(format, shown.picture(), title, CRISP);
            case HTML ->
                new CircuitReport(
                                document,
                                shown.picture(),
                                shown.state(),
                                shown.runs(),
                                KnownDossier.of(shown.entry(), document, validations))
                        .content();
            case ATTRIBUTION -> attribution(shown.entry(), document, shown.prompts());
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
