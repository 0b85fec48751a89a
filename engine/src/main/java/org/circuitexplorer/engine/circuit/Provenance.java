package org.circuitexplorer.engine.circuit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a circuit came about, enough to find it again.
///
/// @param settings every number that steers pruning, by name; empty for a circuit made by hand
/// @param seed seed of the random generator
/// @param complete false when pruning was cancelled and this is the best it had found
/// @param program version of the program
/// @param created when
public record Provenance(
        SortedMap<String, Double> settings, long seed, boolean complete, String program, Instant created) {
    public Provenance {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        for (Map.Entry<String, Double> setting : settings.entrySet()) {
            if (!Double.isFinite(setting.getValue())) {
                throw new IllegalArgumentException(
                        setting.getKey() + ": expected a finite number, found " + setting.getValue());
            }
        }
    }
}
