package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.app.published.ReproductionText;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.reproduce.Deviation;
import org.circuitexplorer.engine.reproduce.PublicCircuit;

/// What came of an import: the circuit, and how well its stored numbers could be reproduced.
record ImportReport(PublicCircuit circuit, CircuitDocument document, List<Deviation> deviations, Path file) {
    void print(Console console) {
        new ReproductionText(circuit, deviations).table().forEach(console::print);
        console.print(format(
                ROOT,
                "wrote %s: %s, %d nodes, %d edges",
                file,
                document.task().name(),
                document.circuit().size(),
                document.edges().size()));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("out", file.toString());
        map.put("task", document.task().name());
        map.put("nodes", document.circuit().size());
        map.put("edges", document.edges().size());
        map.put("answers", circuit.answers());
        map.put("answers_from", circuit.origin().name().toLowerCase(ROOT));
        map.put("losses_over", circuit.lossPairsAre());
        map.put("reproduction", deviations.stream().map(ImportReport::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(Deviation d) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("field", d.quantity().field());
        map.put("meaning", d.quantity().meaning());
        map.put("location", d.location());
        map.put("values", d.values());
        map.put("largest_difference", Double.isFinite(d.largest()) ? d.largest() : null);
        map.put("apart", d.apart());
        map.put("largest_value", Double.isFinite(d.scale()) ? d.scale() : null);
        return map;
    }
}
