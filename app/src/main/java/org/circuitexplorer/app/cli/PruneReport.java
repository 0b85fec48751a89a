package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.prune.CircuitSearch;

/// What pruning found, as lines of text or for machines.
///
/// @param seconds how long the search took
/// @param file where the circuit was written
record PruneReport(CircuitSearch.Found found, double seconds, Path file) {
    private CircuitDocument document() {
        return found.document();
    }

    void print(Console console) {
        LossTable losses = new LossTable(document());
        console.print(format(ROOT, "%s: %s; %.1f seconds", document().task().name(), losses.size(), seconds));
        losses.print(console);
        console.print("wrote " + file);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("out", file.toString());
        map.put("task", document().task().name());
        map.put("learned", true);
        map.put("target_reached", found.targetReached());
        map.putAll(new LossTable(document()).asMap());
        map.put("seed", document().provenance().seed());
        map.put("seconds", seconds);
        return map;
    }
}
