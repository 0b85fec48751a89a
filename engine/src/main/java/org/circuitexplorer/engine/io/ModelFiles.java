package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Where the parts of a model lie.
///
/// @param directory the model's directory
/// @param config its configuration
/// @param weights its weights
record ModelFiles(Path directory, Path config, Path weights) {
    private static final List<String> CONFIGS = List.of("beeg_config.json", "config.json");
    private static final List<String> WEIGHTS = List.of("model.safetensors", "final_model.pt");

    /// Finds the files of a model from its directory, its weights or its configuration.
    static ModelFiles locate(Path directoryOrFile) throws IOException, ModelFormatException {
        if (!Files.exists(directoryOrFile)) throw new NoSuchFileException(directoryOrFile.toString());
        Path path = directoryOrFile.toAbsolutePath().normalize();
        if (Files.isDirectory(path)) return new ModelFiles(path, first(path, CONFIGS), first(path, WEIGHTS));
        Path directory = Objects.requireNonNull(path.getParent(), "a file has a directory");
        if (path.toString().endsWith(".json")) return new ModelFiles(directory, path, first(directory, WEIGHTS));
        return new ModelFiles(directory, first(directory, CONFIGS), path);
    }

    /// The name to show: that of the directory.
    String name() {
        Path last = directory.getFileName();
        return last == null ? directory.toString() : last.toString();
    }

    private static Path first(Path directory, List<String> names) throws ModelFormatException {
        for (String name : names) {
            if (Files.isRegularFile(directory.resolve(name))) return directory.resolve(name);
        }
        throw new ModelFormatException(
                directory, String.join(" or ", names), "no such file in the model's directory, expected one");
    }
}
