package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.app.compare.TwoModels;
import org.circuitexplorer.app.compare.TwoModels.AtSite;
import org.circuitexplorer.app.compare.TwoModels.OnTask;
import org.circuitexplorer.engine.circuit.CircuitDocument;

/// Circuits of two models beside each other, as tables or for machines.
record TwoModelsReport(CircuitDocument left, CircuitDocument right, TwoModels compared) {
    void print(Console console) {
        console.print("left:  " + ComparisonReport.describe(left));
        console.print("right: " + ComparisonReport.describe(right));
        console.print(TwoModels.sentence(compared.shared()));
        console.print(format(ROOT, "%-20s %12s %12s %12s %12s", "", "left nodes", "right", "left edges", "right"));
        for (AtSite site : compared.sites()) {
            console.print(format(
                    ROOT,
                    "%-20s %12d %12d %12d %12d",
                    site.site().name(),
                    site.leftNodes(),
                    site.rightNodes(),
                    site.leftEdges(),
                    site.rightEdges()));
        }
        if (!compared.tasks().isEmpty()) {
            console.print(format(
                    ROOT,
                    "%-28s %10s %10s %10s %10s %10s %8s",
                    "loss on unseen pairs",
                    "pairs",
                    "left model",
                    "circuit",
                    "right m.",
                    "circuit",
                    "same"));
        }
        for (OnTask on : compared.tasks()) {
            console.print(format(
                    ROOT,
                    "%-28s %10s %10.4f %10.4f %10.4f %10.4f %7.0f%%",
                    on.task(),
                    on.pairs() + "/" + on.of(),
                    on.leftModel(),
                    on.leftCircuit(),
                    on.rightModel(),
                    on.rightCircuit(),
                    100 * on.sameAnswers()));
        }
        compared.unread().forEach(console::print);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("left", ComparisonReport.describeAsMap(left));
        map.put("right", ComparisonReport.describeAsMap(right));
        map.put("two_models", true);
        map.put("equal_dimensions", compared.shared().isPresent());
        compared.shared().ifPresent(s -> map.put("places_of_both", s.shared().size()));
        map.put("sites", compared.sites().stream().map(TwoModelsReport::asMap).toList());
        map.put("losses", compared.tasks().stream().map(TwoModelsReport::asMap).toList());
        map.put("not_compared", compared.unread());
        return map;
    }

    private static Map<String, Object> asMap(AtSite site) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("site", site.site().name());
        map.put("left_nodes", site.leftNodes());
        map.put("right_nodes", site.rightNodes());
        map.put("left_edges", site.leftEdges());
        map.put("right_edges", site.rightEdges());
        return map;
    }

    private static Map<String, Object> asMap(OnTask on) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", on.task());
        map.put("pairs", on.pairs());
        map.put("pairs_of_task", on.of());
        map.put("left_model", on.leftModel());
        map.put("left", on.leftCircuit());
        map.put("right_model", on.rightModel());
        map.put("right", on.rightCircuit());
        map.put("same_answers", on.sameAnswers());
        return map;
    }
}
