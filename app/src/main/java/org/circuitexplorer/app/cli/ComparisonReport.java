package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitComparison.CrossLoss;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.Overlap;

/// Two circuits beside each other, as tables or for machines.
///
/// @param losses of both on the task of each
record ComparisonReport(CircuitComparison comparison, List<CrossLoss> losses) {
    private static final String COLUMNS = "%-28s %10s %10s %10s %8s";

    void print(Console console) {
        console.print("left:  " + describe(comparison.left()));
        console.print("right: " + describe(comparison.right()));
        console.print(format(ROOT, COLUMNS, "", "shared", "only left", "only right", "Jaccard"));
        console.print(row("nodes", comparison.nodes()));
        console.print(row("edges", comparison.edges()));
        console.print(lossRow("loss on unseen pairs", "model", "left", "right"));
        for (CrossLoss loss : losses) console.print(row(loss));
        console.print("shared nodes: " + list(comparison.nodes().shared()));
        console.print("only left:    " + list(comparison.nodes().onlyLeft()));
        console.print("only right:   " + list(comparison.nodes().onlyRight()));
    }

    static String describe(CircuitDocument document) {
        return format(
                ROOT,
                "%s of %s, %d nodes, %d edges",
                document.task().name(),
                document.model().name(),
                document.circuit().size(),
                document.edges().size());
    }

    private static String row(String what, Overlap<?> overlap) {
        return format(
                ROOT,
                COLUMNS,
                what,
                overlap.shared().size(),
                overlap.onlyLeft().size(),
                overlap.onlyRight().size(),
                format(ROOT, "%.3f", overlap.jaccard()));
    }

    private static String row(CrossLoss loss) {
        return lossRow(loss.task(), nats(loss.model()), nats(loss.left()), nats(loss.right()));
    }

    private static String lossRow(String task, String model, String left, String right) {
        return format(ROOT, COLUMNS, task, model, left, right, "").stripTrailing();
    }

    private static String nats(double loss) {
        return format(ROOT, "%.4f", loss);
    }

    private static String list(Collection<?> elements) {
        if (elements.isEmpty()) return "none";
        return elements.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("left", describeAsMap(comparison.left()));
        map.put("right", describeAsMap(comparison.right()));
        map.put("nodes", asMap(comparison.nodes()));
        map.put("edges", asMap(comparison.edges()));
        map.put("losses", losses.stream().map(ComparisonReport::asMap).toList());
        return map;
    }

    static Map<String, Object> describeAsMap(CircuitDocument document) {
        return Map.of(
                "task", document.task().name(),
                "model", document.model().name(),
                "nodes", document.circuit().size(),
                "edges", document.edges().size());
    }

    private static Map<String, Object> asMap(Overlap<?> overlap) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("jaccard", overlap.jaccard());
        map.put("shared", names(overlap.shared()));
        map.put("only_left", names(overlap.onlyLeft()));
        map.put("only_right", names(overlap.onlyRight()));
        return map;
    }

    private static List<String> names(Collection<?> elements) {
        return elements.stream().map(ComparisonReport::name).toList();
    }

    private static String name(Object element) {
        return element instanceof CircuitEdge edge ? edge.source() + " -> " + edge.target() : element.toString();
    }

    private static Map<String, Object> asMap(CrossLoss loss) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", loss.task());
        map.put("model", loss.model());
        map.put("left", loss.left());
        map.put("right", loss.right());
        return map;
    }
}
