package org.circuitexplorer.engine.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.ModelReference;

/// Which model a session is about, and where it was.
///
/// @param model name, SHA-256 of the weights and of the configuration
/// @param path its folder or file: relative to the session's folder where the session lies in the model's folder,
/// absolute otherwise; with slashes
public record ModelPlace(ModelReference model, String path) {
    public ModelPlace {
        if (path.isEmpty()) throw new IllegalArgumentException("expected the path of a model, found none");
        if (!isPath(path)) throw new IllegalArgumentException("expected a path, found \"" + path + "\"");
    }

    /// The place of a model for a session that is kept in a file.
    public static ModelPlace of(ModelReference model, Path weights, Path session) {
        Path place = weights.toAbsolutePath().normalize();
        Path home = folder(session);
        Path kept = home.startsWith(folder(place)) ? home.relativize(place) : place;
        return new ModelPlace(model, kept.toString().replace('\\', '/'));
    }

    /// Where the model is, seen from the session's file.
    public Path from(Path session) {
        return folder(session).resolve(path).normalize();
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("").normalize();
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
