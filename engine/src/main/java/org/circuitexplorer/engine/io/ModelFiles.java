package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the parts of a model lie.
///
/// @param directory the model's directory
/// @param config its configuration, empty when there is no such file
/// @param weights its weights, empty when there is no such file
record ModelFiles(Path directory, Optional<Path> config, Optional<Path> weights) {
    private static final List<String> CONFIGS = List.of("beeg_config.json", "config.json");
    private static final List<String> WEIGHTS =
            List.of("model.safetensors", "model.safetensors.index.json", "final_model.pt", "pytorch_model.bin");

    /// Finds the files of a model from its directory, its weights or its configuration.
    static ModelFiles locate(Path directoryOrFile) throws IOException, ModelFormatException {
        if (!Files.exists(directoryOrFile)) throw new NoSuchFileException(directoryOrFile.toString());
        Path path = directoryOrFile.toAbsolutePath().normalize();
        if (Files.isDirectory(path)) return inDirectory(path);
        Path directory = Objects.requireNonNull(path.getParent(), "a file has a directory");
        if (isConfig(path)) return new ModelFiles(directory, Optional.of(path), first(directory, WEIGHTS));
        return new ModelFiles(directory, first(directory, CONFIGS), Optional.of(path));
    }

    private static ModelFiles inDirectory(Path directory) throws IOException, ModelFormatException {
        if (!Files.isReadable(directory)) throw new AccessDeniedException(directory.toString());
        Optional<Path> weights = first(directory, WEIGHTS);
        if (weights.isEmpty()) weights = only(directory);
        return new ModelFiles(directory, first(directory, CONFIGS), weights);
    }

    /// The one weights file of a directory whose name is none of the usual ones.
    private static Optional<Path> only(Path directory) throws IOException, ModelFormatException {
        List<Path> files = list(directory, p -> Files.isRegularFile(p) && isCompact(p));
        if (files.size() > 1) throw several(directory, "several files of weights", files);
        if (!files.isEmpty() || first(directory, CONFIGS).isPresent())
            return files.stream().findFirst();
        List<Path> models =
                list(directory, p -> Files.isDirectory(p) && first(p, CONFIGS).isPresent());
        if (!models.isEmpty()) throw several(directory, "no model itself but folders of models", models);
        return Optional.empty();
    }

    private static boolean isCompact(Path path) {
        return path.toString().endsWith(".safetensors")
                && !path.getFileName()
                        .toString()
                        .matches("model-\\d+-of-\\d+\\.safetensors|statistics-.*|.*baseline.*");
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(wanted).sorted().toList();
        }
    }

    private static ModelFormatException several(Path directory, String what, List<Path> found) {
        String names = found.stream().map(p -> p.getFileName().toString()).collect(Collectors.joining(", "));
        return new ModelFormatException(
                directory, "folder", "holds " + what + " (" + names + "), expected one of them");
    }

    private static boolean isConfig(Path path) {
        return path.toString().endsWith(".json") && !path.toString().endsWith(ShardedSafetensors.ENDING);
    }

    /// The name to show: that of the directory.
    String name() {
        Path last = directory.getFileName();
        return last == null ? directory.toString() : last.toString();
    }

    Path requireConfig() throws ModelFormatException {
        return config.orElseThrow(() -> missing(directory, CONFIGS));
    }

    Path requireWeights() throws ModelFormatException {
        return weights.orElseThrow(() -> missing(directory, WEIGHTS));
    }

    private static Optional<Path> first(Path directory, List<String> names) {
        return names.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static ModelFormatException missing(Path directory, List<String> names) {
        return new ModelFormatException(
                directory, String.join(" or ", names), "no such file in the model's directory, expected one");
    }
}
