package org.circuitexplorer.app.export;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// What a circuit can be written as; the end of a file's name says which.
public enum ExportFormat {
    SVG("Picture as vectors"),
    PDF("Picture as a page"),
    PNG("Picture"),
    CSV("Edges as a table"),
    GRAPHML("Graph for other programs"),
    GEXF("Graph for Gephi"),
    DOT("Graph for Graphviz");

    private final String description;

    ExportFormat(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    /// Whether it is a picture of the graph.
    public boolean isPicture() {
        return this == SVG || this == PDF || this == PNG;
    }

    /// Such as `*.svg`.
    public String pattern() {
        return "*." + name().toLowerCase(Locale.ROOT);
    }

    /// The format of a file, empty for a name with another end.
    public static Optional<ExportFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT);
        for (ExportFormat format : values()) if (name.endsWith("." + format.name())) return Optional.of(format);
        return Optional.empty();
    }
}
