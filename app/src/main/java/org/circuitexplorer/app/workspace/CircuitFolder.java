package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.ModelFormatException;

/// Circuits that lie beside their model, in its folder `circuits`.
final class CircuitFolder {
    private static final List<String> CONFIGURATIONS = List.of("beeg_config.json", "config.json");

    private CircuitFolder() {}

    /// All circuits of a model, sorted by file name.
    static List<CircuitDocument> read(OpenModel model) throws IOException, ModelFormatException {
        if (!Files.isDirectory(model.circuitFolder())) return List.of();
        List<Path> files;
        try (Stream<Path> entries = Files.list(model.circuitFolder())) {
            files = entries.filter(f -> f.getFileName().toString().endsWith(CircuitFile.SUFFIX))
                    .sorted()
                    .toList();
        }
        List<CircuitDocument> circuits = new ArrayList<>();
        for (Path file : files) circuits.add(CircuitFile.read(file, model.transformer()));
        return circuits;
    }

    /// The folder of the model that a circuit file lies in or beside.
    static Path modelOf(Path circuitFile, CircuitDocument document) throws ModelFormatException {
        Path folder = circuitFile.toAbsolutePath().getParent();
        for (Path at = folder; at != null; at = at.getParent()) {
            Path candidate = at;
            if (CONFIGURATIONS.stream().anyMatch(name -> Files.isRegularFile(candidate.resolve(name))))
                return candidate;
        }
        throw new ModelFormatException(
                circuitFile,
                "model",
                "expected the model " + document.model().name()
                        + " in a folder above the file, or open in the window, found neither");
    }
}
