package org.circuitexplorer.app.export;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedWeightedGraph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;

/// A circuit as DOT, for Graphviz.
final class CircuitDot {
    private static final double WIDEST = 4;

    private CircuitDot() {}

    /// Boxes of the window's kinds of node, lines as wide as their weights, warm for positive and blue for negative.
    static String of(CircuitDocument document) {
        DOTExporter<NodeId, CircuitEdge> exporter = new DOTExporter<>(node -> '"' + node.name() + '"');
        double largest = document.edges().stream()
                .mapToDouble(e -> Math.abs(e.weight()))
                .max()
                .orElse(1);
        exporter.setGraphAttributeProvider(() -> Map.of("rankdir", text("BT")));
        exporter.setVertexAttributeProvider(
                node -> look(node, document.circuit().info(node)));
        exporter.setEdgeAttributeProvider(edge -> look(edge, largest));
        StringWriter text = new StringWriter();
        exporter.exportGraph(graph(document), text);
        return text.toString();
    }

    private static Map<String, Attribute> look(NodeId node, NodeInfo info) {
        Map<String, Attribute> map = new LinkedHashMap<>();
        map.put("label", text(info.label().isEmpty() ? node.name() : node.name() + ": " + info.label()));
        map.put("shape", text(shape(node.site().kind().role())));
        if (!info.note().isEmpty()) map.put("tooltip", text(info.note()));
        if (!info.colour().isEmpty()) map.put("color", text(info.colour()));
        return map;
    }

    private static String shape(Role role) {
        return switch (role) {
            case READ -> "invtrapezium";
            case WRITE, STREAM -> "trapezium";
            case NEURON -> "circle";
            case QUERY, KEY, VALUE -> "box";
        };
    }

    private static Map<String, Attribute> look(CircuitEdge edge, double largest) {
        Map<String, Attribute> map = new LinkedHashMap<>();
        map.put("label", DefaultAttribute.createAttribute(edge.weight()));
        map.put("color", text(edge.weight() < 0 ? "#185fcf" : "#b4411c"));
        map.put(
                "penwidth",
                DefaultAttribute.createAttribute(Math.max(0.5, WIDEST * Math.abs(edge.weight()) / largest)));
        map.put("tooltip", text(edge.parameter() + "[" + edge.row() + ", " + edge.column() + "]"));
        return map;
    }

    /// The exporter escapes quotes, not what escapes them.
    private static Attribute text(String value) {
        return DefaultAttribute.createAttribute(value.replace("\\", "\\\\"));
    }

    private static Graph<NodeId, CircuitEdge> graph(CircuitDocument document) {
        Graph<NodeId, CircuitEdge> graph = new DefaultDirectedWeightedGraph<>(CircuitEdge.class);
        for (NodeId node : document.circuit().nodeSet()) graph.addVertex(node);
        for (CircuitEdge edge : document.edges()) {
            graph.addEdge(edge.source(), edge.target(), edge);
            graph.setEdgeWeight(edge, edge.weight());
        }
        return graph;
    }
}
