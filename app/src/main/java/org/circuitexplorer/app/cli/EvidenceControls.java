package org.circuitexplorer.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.circuitexplorer.engine.validate.PruningControl;
import picocli.CommandLine.Option;

/// Which controls stand beside the circuits.
final class EvidenceControls {
    private static final String NONE = "none";
    private static final String USUAL = "shuffled,nonsense";
    private static final List<PruningControl.Kind> ALL = List.of(
            PruningControl.Kind.SHUFFLED_ANSWERS,
            PruningControl.Kind.NONSENSE,
            PruningControl.Kind.PERMUTED_WEIGHTS,
            PruningControl.Kind.RANDOM_WEIGHTS);

    @Option(
            names = "--controls",
            paramLabel = "NAME",
            split = ",",
            description = "Where there is nothing to find the same search runs too: shuffled, nonsense, permuted,"
                    + " random, or none (default ${DEFAULT-VALUE}).",
            defaultValue = USUAL)
    private List<String> names = new ArrayList<>();

    List<PruningControl.Kind> kinds() throws InputException {
        List<PruningControl.Kind> kinds = new ArrayList<>();
        for (String name : names) {
            if (!name.equals(NONE)) kinds.add(kind(name));
        }
        return kinds;
    }

    private static PruningControl.Kind kind(String name) throws InputException {
        for (PruningControl.Kind kind : ALL) {
            if (option(kind).equals(name)) return kind;
        }
        throw new InputException("--controls: expected shuffled, nonsense, permuted, random or none, found " + name);
    }

    /// The first word of its name.
    private static String option(PruningControl.Kind kind) {
        return label(kind).split(" ", 2)[0];
    }

    static String label(PruningControl.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The option as it was given; empty for the default.
    String command() {
        String given = String.join(",", names);
        return given.equals(USUAL) ? "" : " --controls " + given;
    }
}
