package org.circuitexplorer.app.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The models that come with the program.
///
/// @param folder their folder
public record SampleModels(Path folder) {
    private static final String LECTURE = "lecture.cex";
    private static final String FIRST = "tinypython-3L";

    /// Where the launch script, the tests or the installed program say they are.
    public static Optional<SampleModels> find() {
        String home = System.getProperty("circuitexplorer.home", "");
        return Stream.of(System.getProperty("sample.models", ""), home.isEmpty() ? "" : home + "/sample-models")
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(SampleModels::new)
                .findFirst();
    }

    /// The model that a first start shows.
    public Optional<Path> first() {
        return all().stream()
                .filter(p -> Objects.equals(p.getFileName(), Path.of(FIRST)))
                .findFirst();
    }

    /// The lecture that lies beside a model.
    public static Optional<Path> lecture(OpenModel model) {
        return Optional.of(model.loaded().directory().resolve(LECTURE)).filter(Files::isRegularFile);
    }

    /// Every model, the first one first.
    public List<Path> all() {
        return Stream.of(FIRST, FIRST + "-wide", FIRST + "-dense")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .toList();
    }
}
