package org.circuitexplorer.app.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.prune.PruneSettings;
import picocli.CommandLine.Option;

/// Any setting of a search.
final class SettingsOption {
    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the search, by the name that circuit files have for it; may be repeated.")
    private Map<String, Double> set = new TreeMap<>();

    /// The settings with those that were given.
    ///
    /// @throws InputException when a setting does not exist or cannot be what was asked for
    PruneSettings in(PruneSettings settings) throws InputException {
        PruneSettings changed = settings;
        try {
            for (Map.Entry<String, Double> each : set.entrySet())
                changed = changed.with(each.getKey(), each.getValue());
            return changed;
        } catch (IllegalArgumentException e) {
            throw new InputException("--set " + e.getMessage());
        }
    }

    /// The options as they were given; empty for none.
    String command() {
        return set.entrySet().stream()
                .map(each -> " --set " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    }
}
