package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.prune.CircuitSearch;

/// What pruning found, as a line of a table or for machines.
///
/// @param seconds how long the search took
/// @param file where the circuit was written
record PruneReport(CircuitSearch.Found found, double seconds, Path file) {
    private CircuitDocument document() {
        return found.document();
    }

    void print(Console console) {
        CircuitLosses train = requireNonNull(document().losses().get(CircuitSearch.TRAIN));
        CircuitLosses test = document().losses().getOrDefault(CircuitSearch.TEST, train);
        String columns = "%-28s %6s %6s %9s %9s %9s %9s %9s";
        console.print(format(ROOT, columns, "task", "nodes", "edges", "model", "train", "test", "without", "seconds"));
        console.print(format(
                ROOT,
                columns,
                document().task().name(),
                document().circuit().size(),
                document().edges().size(),
                loss(test.model()),
                loss(train.circuit()),
                loss(test.circuit()),
                loss(test.withoutCircuit()),
                format(ROOT, "%.1f", seconds)));
        console.print("model: loss of the whole model; train, test: of the circuit; without: of the model without it");
        console.print("wrote " + file);
    }

    private static String loss(double nats) {
        return format(ROOT, "%.4f", nats);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("out", file.toString());
        map.put("task", document().task().name());
        map.put("learned", true);
        map.put("nodes", document().circuit().size());
        map.put("edges", document().edges().size());
        map.put("target_reached", found.targetReached());
        document().losses().forEach((pairs, losses) -> map.put(pairs, asMap(losses)));
        map.put("seed", document().provenance().seed());
        map.put("seconds", seconds);
        return map;
    }

    private static Map<String, Object> asMap(CircuitLosses losses) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", losses.model());
        map.put("circuit", losses.circuit());
        map.put("without_circuit", losses.withoutCircuit());
        return map;
    }
}
