package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

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
///
/// @param circuits those that can be read, sorted by file name
/// @param unreadable what is wrong with each of the others, in a sentence
record CircuitFolder(List<CircuitDocument> circuits, List<String> unreadable) {
    /// Nothing.
    static final CircuitFolder NONE = new CircuitFolder(List.of(), List.of());

    CircuitFolder {
        circuits = List.copyOf(circuits);
        unreadable = List.copyOf(unreadable);
    }

    /// A file that cannot be read keeps nobody from the others.
    ///
    /// @throws IOException when the folder cannot be listed
    static CircuitFolder read(OpenModel model) throws IOException {
        List<CircuitDocument> circuits = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Path file : files(model.circuitFolder())) {
            try {
                circuits.add(CircuitFile.read(file, model.transformer()));
            } catch (ModelFormatException | IOException e) {
                unreadable.add(
                        e instanceof ModelFormatException
                                ? String.valueOf(e.getMessage())
                                : text("open.unreadable", file, String.valueOf(e.getMessage())));
            }
        }
        return new CircuitFolder(circuits, unreadable);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(f -> f.getFileName().toString().endsWith(CircuitFile.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
