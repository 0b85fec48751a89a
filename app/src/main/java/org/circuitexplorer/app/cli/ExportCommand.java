package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.export.CircuitText;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.GraphExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `export CIRCUIT`
@Command(name = "export", description = "Write a circuit for other tools, or as a picture.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "CIRCUIT", description = "A *.circuit.json file.")
    private Path circuitFile = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "File to write; its end says what: .csv, .graphml, .svg or .png.")
    private Path to = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "The circuit's model, which pictures need; by default in a folder above the circuit file.")
    private @Nullable Path model;

    @Option(names = "--dark", description = "Draw light on dark.")
    private boolean dark;

    @Option(names = "--scale", paramLabel = "N", description = "Pixels per unit of a .png (default ${DEFAULT-VALUE}).")
    private double scale = 2;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        ExportFormat format = fileFormat();
        if (!(scale >= 0.1 && scale <= 10)) throw new InputException("--scale " + scale + ": expected 0.1 to 10");
        new OutputFile(to).check();
        CircuitDocument circuit = CircuitFile.read(circuitFile);
        AtomicFile.write(to, content(format, circuit, console));
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
                        () -> new InputException(to + ": expected a name that ends in .csv, .graphml, .svg or .png"));
    }

    private byte[] content(ExportFormat format, CircuitDocument circuit, Console console)
            throws IOException, ModelFormatException, InputException {
        return switch (format) {
            case CSV -> CircuitText.csv(circuit).getBytes(UTF_8);
            case GRAPHML -> CircuitText.graphml(circuit).getBytes(UTF_8);
            case SVG ->
                picture(circuit, console)
                        .svg(circuit.task().name() + " in " + circuit.model().name())
                        .getBytes(UTF_8);
            case PNG -> picture(circuit, console).png(scale);
        };
    }

    private GraphExport picture(CircuitDocument circuit, Console console)
            throws IOException, ModelFormatException, InputException {
        return new DrawnCircuit(circuitFile, circuit).draw(model, console, dark ? Theme.DARK : Theme.LIGHT);
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
