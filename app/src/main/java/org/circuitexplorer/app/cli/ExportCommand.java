package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.dossier.KnownDossier;
import org.circuitexplorer.app.export.CircuitContent;
import org.circuitexplorer.app.export.CircuitReport;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.session.SessionPicture;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.SavedSession;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.GraphExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `export CIRCUIT`
@Command(name = "export", description = "Write a circuit, or what a session shows, for other tools or as a picture.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "CIRCUIT", description = "A *.circuit.json file, or a session (*.cex).")
    private Path circuitFile = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "File to write; its end says what: .csv, .graphml, .gexf, .dot, .svg, .pdf, .png, .html or"
                    + " .attribution.json.")
    private Path to = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "The circuit's model, which pictures and .attribution.json need; by default in a folder above the"
                            + " circuit file.")
    private @Nullable Path model;

    @Option(names = "--dark", description = "Draw light on dark.")
    private boolean dark;

    @Option(names = "--scale", paramLabel = "N", description = "Pixels per unit of a .png (default ${DEFAULT-VALUE}).")
    private double scale = 2;

    @Mixin
    private final AttributedCircuit attribution = new AttributedCircuit();

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        ExportFormat format = fileFormat();
        if (!(scale >= 0.1 && scale <= 10)) throw new InputException("--scale " + scale + ": expected 0.1 to 10");
        new OutputFile(to).check();
        boolean isSession = circuitFile.toString().endsWith(SessionFile.SUFFIX);
        CircuitDocument circuit =
                isSession ? writeSession(format, console) : write(format, CircuitFile.read(circuitFile), console);
        if (common.json()) console.json(asMap(circuit));
        else
            console.print(format(
                    ROOT,
                    "wrote %s: %d nodes, %d edges",
                    to,
                    circuit.circuit().size(),
                    circuit.edges().size()));
        return ExitCode.DONE;
    }

    private ExportFormat fileFormat() throws InputException {
        return ExportFormat.of(to)
                .orElseThrow(
                        () -> new InputException(to + ": expected a name that ends in " + ExportFormat.suffixes()));
    }

    private CircuitDocument write(ExportFormat format, CircuitDocument circuit, Console console)
            throws IOException, ModelFormatException, InputException {
        byte[] content = switch (format) {
            case SVG, PDF, PNG -> drawn(format, circuit, picture(circuit, console));
            case HTML -> report(circuit, console);
            case ATTRIBUTION -> attribution.content(circuitFile, circuit, model, console);
            case CSV, GRAPHML, GEXF, DOT -> CircuitContent.text(format, circuit);
        };
        AtomicFile.write(to, content);
        return circuit;
    }

    /// What the window would write of the session.
    private CircuitDocument writeSession(ExportFormat format, Console console)
            throws IOException, ModelFormatException, InputException {
        try (Workers workers = Workers.forThisMachine()) {
            List<Path> samples = SampleModels.find().map(SampleModels::all).orElse(List.of());
            SavedSession saved =
                    SavedSession.open(circuitFile, Optional.ofNullable(model), samples, workers, console.progress());
            CircuitDocument circuit = saved.entry()
                    .circuit()
                    .orElseThrow(() -> new InputException(circuitFile + ": its task "
                            + saved.entry().name() + " has no circuit, so there is nothing to export"));
            byte[] content = switch (format) {
                case SVG, PDF, PNG ->
                    drawn(format, circuit, picture(saved, workers, console).graph());
                case HTML -> report(saved, circuit, picture(saved, workers, console));
                case ATTRIBUTION -> attribution.content(saved, circuit, workers);
                case CSV, GRAPHML, GEXF, DOT -> CircuitContent.text(format, circuit);
            };
            AtomicFile.write(to, content);
            return circuit;
        }
    }

    private static byte[] report(SavedSession saved, CircuitDocument circuit, SessionPicture shown) {
        return new CircuitReport(
                        circuit,
                        shown.graph(),
                        shown.state(),
                        shown.runs(),
                        KnownDossier.of(
                                saved.entry(), circuit, UserFolders.ofThisUser().cache()))
                .content();
    }

    /// Of a circuit by itself, with nothing ablated.
    private byte[] report(CircuitDocument circuit, Console console)
            throws IOException, ModelFormatException, InputException {
        LoadedModel loaded = new DrawnCircuit(circuitFile, circuit).load(model, console);
        Optional<Dossier> dossier = Optional.empty();
        Optional<Task> task = attribution.tasks().find(loaded, circuit);
        if (task.isPresent()) {
            try (Workers workers = Workers.forThisMachine()) {
                dossier = new KnownDossier(
                                UserFolders.ofThisUser().cache(), loaded, SampleCorpus.read(loaded, null), workers)
                        .of(circuit, task.get());
            }
        }
        return new CircuitReport(circuit, picture(circuit, console), Optional.empty(), List.of(), dossier).content();
    }

    private SessionPicture picture(SavedSession saved, Workers workers, Console console)
            throws IOException, ModelFormatException, InputException {
        Optional<CorpusStatistics> statistics =
                SessionPicture.needsStatistics(saved.session().view())
                        ? Optional.of(ScannedCorpus.of(saved.model().loaded(), null, workers, console)
                                .statistics())
                        : Optional.empty();
        return SessionPicture.of(saved, statistics, theme());
    }

    private Theme theme() {
        return dark ? Theme.DARK : Theme.LIGHT;
    }

    private byte[] drawn(ExportFormat format, CircuitDocument circuit, GraphExport picture) {
        String title = circuit.task().name() + " in " + circuit.model().name();
        return CircuitContent.picture(format, picture, title, scale);
    }

    private GraphExport picture(CircuitDocument circuit, Console console)
            throws IOException, ModelFormatException, InputException {
        return new DrawnCircuit(circuitFile, circuit).draw(model, attribution.tasks(), console, theme());
    }

    private Map<String, Object> asMap(CircuitDocument circuit) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("out", to.toString());
        map.put("model", circuit.model().name());
        map.put("task", circuit.task().name());
        map.put("nodes", circuit.circuit().size());
        map.put("edges", circuit.edges().size());
        return map;
    }
}
