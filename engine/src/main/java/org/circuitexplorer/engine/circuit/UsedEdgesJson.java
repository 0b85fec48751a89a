package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.model.NodeId;

/// The field `usedEdges` of a circuit file.
final class UsedEdgesJson {
    private UsedEdgesJson() {}

    private record Ends(NodeId source, NodeId target) {}

    static void put(ObjectNode json, UsedEdges used) {
        ArrayNode edges = json.putArray("edges");
        for (CircuitEdge edge : used.edges()) {
            edges.addObject()
                    .put("source", edge.source().name())
                    .put("target", edge.target().name());
        }
        PairLossesJson.put(json, used.losses());
    }

    /// @param all the circuit's edges
    static UsedEdges read(JsonFields json, List<CircuitEdge> all) throws ModelFormatException {
        SortedSet<CircuitEdge> edges = edges(json, all);
        PairLosses losses = PairLossesJson.read(json);
        json.requireNoOthers();
        return new UsedEdges(edges, losses);
    }

    private static SortedSet<CircuitEdge> edges(JsonFields json, List<CircuitEdge> all) throws ModelFormatException {
        Map<Ends, CircuitEdge> byEnds = new HashMap<>();
        for (CircuitEdge edge : all) byEnds.put(new Ends(edge.source(), edge.target()), edge);
        SortedSet<CircuitEdge> edges = new TreeSet<>();
        for (JsonFields part : json.objects("edges")) {
            Ends ends = new Ends(part.node("source"), part.node("target"));
            part.requireNoOthers();
            CircuitEdge edge = byEnds.get(ends);
            if (edge == null) {
                throw part.problem(
                        "target", "expected an edge of the circuit, found " + ends.source + " to " + ends.target);
            }
            if (!edges.add(edge)) {
                throw part.problem("target", "expected each edge once, found " + ends.source + " to " + ends.target);
            }
        }
        return edges;
    }
}
