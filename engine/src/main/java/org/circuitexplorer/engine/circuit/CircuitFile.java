package org.circuitexplorer.engine.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;

/// Circuits on disk: `*.circuit.json`, described by `docs/circuit.schema.json`.
public final class CircuitFile {
    /// The end of a circuit file's name.
    public static final String SUFFIX = ".circuit.json";

    private static final List<String> CONFIGURATIONS = List.of("beeg_config.json", "config.json");
    private static final int MAXIMUM_BYTES = 256 << 20;

    private CircuitFile() {}

    /// Writes a circuit; a crash leaves the old file or the new one.
    public static void write(Path file, CircuitDocument document) throws IOException {
        AtomicFile.write(file, toBytes(document));
    }

    /// The content of a circuit's file; equal circuits have equal bytes.
    public static byte[] toBytes(CircuitDocument document) {
        return CircuitJsonWriter.toBytes(document);
    }

    /// Reads a circuit whose model is not at hand: everything is checked that can be without it.
    ///
    /// @throws ModelFormatException when anything in the file is not as it must be
    public static CircuitDocument read(Path file) throws ModelFormatException, IOException {
        return read(JsonFields.read(file, MAXIMUM_BYTES));
    }

    /// A circuit that is a part of another file.
    ///
    /// @throws ModelFormatException when anything in it is not as it must be
    public static CircuitDocument read(JsonFields json) throws ModelFormatException {
        return CircuitJsonReader.read(json);
    }

    /// Reads a circuit of a model: its nodes, edges, weights and means must be the model's.
    ///
    /// @throws ModelFormatException when anything in the file is not as it must be, or it belongs to another model
    public static CircuitDocument read(Path file, SparseTransformer model) throws ModelFormatException, IOException {
        CircuitDocument document = read(file);
        requireModel(file, document, model);
        return document;
    }

    /// The folder of the model that a circuit file lies in or below; empty when no folder above it is that of a model.
    public static Optional<Path> modelAbove(Path file) {
        for (Path at = file.toAbsolutePath().normalize().getParent(); at != null; at = at.getParent()) {
            Path folder = at;
            if (CONFIGURATIONS.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /// Checks that a circuit that was read before belongs to a model.
    ///
    /// @throws ModelFormatException when it does not
    public static void requireModel(Path file, CircuitDocument document, SparseTransformer model)
            throws ModelFormatException {
        String digest = ModelReference.configDigest(model.config());
        if (!document.model().config().equals(digest)) {
            throw new ModelFormatException(
                    file,
                    "model.config",
                    "expected " + digest + ", the open model's, found "
                            + document.model().config() + ", that of "
                            + document.model().name());
        }
        requireFits(file, "means", () -> document.means(new NodeIndex(model.config())));
        requireFits(
                file,
                CircuitJsonWriter.ENDS,
                () -> document.ends().ifPresent(ends -> ends.requireOf(model, document.circuit())));
        requireEdges(file, document, CircuitGraph.of(model, document.circuit()));
    }

    private static void requireFits(Path file, String field, Runnable check) throws ModelFormatException {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, field, String.valueOf(e.getMessage()));
        }
    }

    private static void requireEdges(Path file, CircuitDocument document, CircuitGraph graph)
            throws ModelFormatException {
        int found = document.edges().size();
        int expected = graph.edges().size();
        for (int i = 0; i < Math.min(found, expected); i++) {
            if (!document.edges().get(i).equals(graph.edges().get(i))) {
                throw new ModelFormatException(
                        file,
                        "edges[" + i + "]",
                        "expected the model's " + describe(graph.edges().get(i)) + ", found "
                                + describe(document.edges().get(i)));
            }
        }
        if (found != expected) {
            throw new ModelFormatException(
                    file, "edges", "expected the model's " + expected + " between these nodes, found " + found);
        }
    }

    private static String describe(CircuitEdge edge) {
        return edge.source() + " to " + edge.target() + ", " + edge.parameter() + "[" + edge.row() + ", "
                + edge.column() + "] = " + edge.weight();
    }
}
