package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.circuit.PairLosses;
import org.jspecify.annotations.Nullable;

/// How large a circuit is and what it is worth, as lines of text or for machines.
record LossTable(CircuitDocument document) {
    private static final int NAME = -30;
    private static final int NUMBER = 9;

    /// Such as `20 nodes, 19 edges, 17 of them used; with 1 token and 2 answers 23 nodes, 29 edges`.
    String size() {
        String used = document.used()
                .map(u -> format(ROOT, ", %d of them used", u.edges().size()))
                .orElse("");
        int nodes = document.circuit().size();
        int edges = document.edges().size();
        String ends = document.ends()
                .map(e -> format(
                        ROOT,
                        "; with %s and %s %d nodes, %d edges",
                        count(e.tokens(), "token"),
                        count(e.answers(), "answer"),
                        nodes + e.nodes(),
                        edges + e.edges()))
                .orElse("");
        return format(ROOT, "%d nodes, %d edges%s%s", nodes, edges, used, ends);
    }

    private static String count(List<Integer> tokens, String noun) {
        return tokens.size() + " " + noun + (tokens.size() == 1 ? "" : "s");
    }

    void print(Console console) {
        console.print(cell("loss, nats per prompt", NAME)
                + document.losses().keySet().stream()
                        .map(pairs -> cell(pairs, NUMBER))
                        .collect(Collectors.joining()));
        line(console, "whole model", CircuitLosses::model);
        line(console, "circuit", CircuitLosses::circuit);
        if (isCalibrated()) {
            line(console, "  calibrated", losses -> losses.calibrated().orElse(Double.NaN));
        }
        document.used().ifPresent(used -> lines(console, "circuit, its used edges alone", used.losses()));
        document.ends().ifPresent(ends -> lines(console, "circuit, its tokens alone", ends.losses()));
        line(console, "model without the circuit", CircuitLosses::withoutCircuit);
        if (isCalibrated()) {
            console.print("calibrated: after a scale and a shift of the logits, fitted on the training pairs");
        }
    }

    private boolean isCalibrated() {
        return document.losses().values().stream()
                .anyMatch(losses -> losses.calibrated().isPresent());
    }

    private void lines(Console console, String name, PairLosses losses) {
        line(console, name, losses.raw());
        if (!losses.calibrated().isEmpty()) line(console, "  calibrated", losses.calibrated());
    }

    private void line(Console console, String name, Map<String, Double> losses) {
        console.print(cell(name, NAME)
                + document.losses().keySet().stream()
                        .map(pairs -> number(losses.getOrDefault(pairs, Double.NaN)))
                        .collect(Collectors.joining()));
    }

    private void line(Console console, String name, ToDoubleFunction<CircuitLosses> loss) {
        console.print(cell(name, NAME)
                + document.losses().values().stream()
                        .map(losses -> number(loss.applyAsDouble(losses)))
                        .collect(Collectors.joining()));
    }

    private static String cell(String text, int width) {
        return format(ROOT, "%" + width + "s", text);
    }

    private static String number(double nats) {
        return cell(Double.isNaN(nats) ? "" : format(ROOT, "%.4f", nats), NUMBER);
    }

    /// Sizes, and for each kind of pairs the losses.
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("nodes", document.circuit().size());
        map.put("edges", document.edges().size());
        document.used().ifPresent(used -> map.put("used_edges", used.edges().size()));
        document.ends().ifPresent(ends -> {
            map.put("nodes_with_ends", document.circuit().size() + ends.nodes());
            map.put("edges_with_ends", document.edges().size() + ends.edges());
        });
        document.losses().forEach((pairs, losses) -> map.put(pairs, losses(pairs, losses)));
        return map;
    }

    private Map<String, Object> losses(String pairs, CircuitLosses losses) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", losses.model());
        map.put("circuit", losses.circuit());
        losses.calibrated().ifPresent(loss -> map.put("circuit_calibrated", loss));
        document.used().ifPresent(used -> {
            put(map, "used_edges", used.losses().raw().get(pairs));
            put(map, "used_edges_calibrated", used.losses().calibrated().get(pairs));
        });
        document.ends().ifPresent(ends -> {
            put(map, "tokens_alone", ends.losses().raw().get(pairs));
            put(map, "tokens_alone_calibrated", ends.losses().calibrated().get(pairs));
        });
        map.put("without_circuit", losses.withoutCircuit());
        return map;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Double loss) {
        if (loss != null) map.put(name, loss);
    }
}
