package org.circuitexplorer.engine.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ZipParts;

/// Sessions on disk: `*.cex`, a zip archive of `session.json`, described by `docs/session.schema.json`, and of circuit
/// files.
public final class SessionFile {
    /// The end of a session file's name.
    public static final String SUFFIX = ".cex";

    static final String SESSION = "session.json";
    static final String CIRCUITS = "circuits/";

    private SessionFile() {}

    /// Writes a session; a crash leaves the old file or the new one. Equal sessions have equal bytes.
    public static void write(Path file, Session session) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(SESSION, SessionJsonWriter.text(session).getBytes(StandardCharsets.UTF_8));
        List<CircuitDocument> circuits = session.allCircuits();
        for (int i = 0; i < circuits.size(); i++) {
            parts.put(circuit(i), CircuitFile.toBytes(circuits.get(i)));
        }
        AtomicFile.write(file, ZipParts.toBytes(parts));
    }

    /// Reads a session; whether it fits its model is not known here.
    ///
    /// @throws ModelFormatException when anything in the file is not as it must be
    public static Session read(Path file) throws ModelFormatException, IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>(ZipParts.read(file));
        byte[] session = parts.remove(SESSION);
        if (session == null) throw new ModelFormatException(file, SESSION, "expected this part, found none");
        SessionJsonReader reader = new SessionJsonReader(JsonFields.part(file, SESSION, session));
        List<CircuitDocument> circuits = circuits(file, reader.names("circuits", parts.keySet()), parts);
        List<CircuitDocument> others = circuits(file, reader.names(SessionJsonWriter.OTHERS, parts.keySet()), parts);
        for (String name : parts.keySet()) {
            throw new ModelFormatException(file, name, "expected no part of this name, found one");
        }
        return reader.session(circuits, others);
    }

    /// Takes the circuits of these names from the parts.
    private static List<CircuitDocument> circuits(Path file, List<String> names, Map<String, byte[]> parts)
            throws ModelFormatException, IOException {
        List<CircuitDocument> circuits = new ArrayList<>();
        for (String name : names) {
            byte[] content = parts.remove(name);
            if (content == null)
                throw new ModelFormatException(file, name, "expected this part once, found it no more");
            circuits.add(CircuitFile.read(JsonFields.part(file, name, content)));
        }
        return circuits;
    }

    static String circuit(int number) {
        return CIRCUITS + (number + 1) + CircuitFile.SUFFIX;
    }
}
