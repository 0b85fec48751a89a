package org.circuitexplorer.app.export;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a circuit can be written as; the end of a file's name says which.
public enum ExportFormat {
    SVG("Picture as vectors"),
    PDF("Picture as a page"),
    PNG("Picture"),
    HTML("Report"),
    CSV("Edges as a table"),
    GRAPHML("Graph for other programs"),
    GEXF("Graph for Gephi"),
    DOT("Graph for Graphviz"),
    ATTRIBUTION("Attribution graph of a prompt", ".attribution.json");

    private final String description;
    private final String suffix;

    ExportFormat(String description) {
        this.description = description;
        this.suffix = "." + name().toLowerCase(Locale.ROOT);
    }

    ExportFormat(String description, String suffix) {
        this.description = description;
        this.suffix = suffix;
    }

    /// The ends of names, such as `.csv, .svg or .png`.
    public static String suffixes() {
        List<String> all = Arrays.stream(values()).map(f -> f.suffix).toList();
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }

    /// What it is and how its files end, such as `Picture (.png)`.
    public String title() {
        return "%s (%s)".formatted(description, suffix);
    }

    /// How its files end, such as `.svg`.
    public String suffix() {
        return suffix;
    }

    /// The format of a file, empty for a name with another end.
    public static Optional<ExportFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.suffix))
                .findFirst();
    }
}
