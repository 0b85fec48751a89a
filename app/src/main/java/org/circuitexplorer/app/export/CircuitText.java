package org.circuitexplorer.app.export;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;

/// A circuit in formats that other programs read.
public final class CircuitText {
    private CircuitText() {}

    /// One line for each edge, under a line of column names.
    public static String csv(CircuitDocument document) {
        StringBuilder text = new StringBuilder("source,target,weight,parameter,row,column\n");
        for (CircuitEdge e : document.edges()) {
            text.append(e.source()).append(',').append(e.target()).append(',').append(e.weight());
            text.append(',').append(quoted(e.parameter()));
            text.append(',').append(e.row()).append(',').append(e.column()).append('\n');
        }
        return text.toString();
    }

    /// A field in quotes, with quotes in it doubled, where commas, quotes or line ends make that necessary.
    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }

    /// Nodes with site, channel and what is known about them; edges with weight, parameter, row and column.
    public static String graphml(CircuitDocument document) {
        Graph<NodeId, CircuitEdge> graph = new DefaultDirectedGraph<>(CircuitEdge.class);
        for (NodeId node : document.circuit().nodeSet()) graph.addVertex(node);
        for (CircuitEdge edge : document.edges()) graph.addEdge(edge.source(), edge.target(), edge);
        GraphMLExporter<NodeId, CircuitEdge> exporter = new GraphMLExporter<>(NodeId::name);
        // The exporter keeps the name "weight" for weights of its own, in double precision.
        exporter.setEdgeWeightAttributeName("weight_as_double");
        register(exporter, AttributeCategory.NODE, AttributeType.STRING, "site", "label", "note", "colour", "group");
        register(exporter, AttributeCategory.NODE, AttributeType.INT, "layer", "channel");
        register(exporter, AttributeCategory.NODE, AttributeType.DOUBLE, "tau", "effect");
        register(exporter, AttributeCategory.EDGE, AttributeType.FLOAT, "weight");
        register(exporter, AttributeCategory.EDGE, AttributeType.STRING, "parameter");
        register(exporter, AttributeCategory.EDGE, AttributeType.INT, "row", "column");
        exporter.setVertexAttributeProvider(
                node -> attributes(node, document.circuit().info(node)));
        exporter.setEdgeAttributeProvider(CircuitText::attributes);
        StringWriter text = new StringWriter();
        exporter.exportGraph(graph, text);
        return text.toString();
    }

    private static void register(
            GraphMLExporter<NodeId, CircuitEdge> exporter,
            AttributeCategory category,
            AttributeType type,
            String... names) {
        for (String name : names) exporter.registerAttribute(name, category, type);
    }

    static Map<String, Attribute> attributes(NodeId node, NodeInfo info) {
        Map<String, Attribute> map = new LinkedHashMap<>();
        map.put("site", DefaultAttribute.createAttribute(node.site().name()));
        map.put("layer", DefaultAttribute.createAttribute(node.site().layer()));
        map.put("channel", DefaultAttribute.createAttribute(node.channel()));
        info.tau().ifPresent(tau -> map.put("tau", DefaultAttribute.createAttribute(tau)));
        info.effect().ifPresent(effect -> map.put("effect", DefaultAttribute.createAttribute(effect)));
        if (!info.label().isEmpty()) map.put("label", DefaultAttribute.createAttribute(info.label()));
        if (!info.note().isEmpty()) map.put("note", DefaultAttribute.createAttribute(info.note()));
        if (!info.colour().isEmpty()) map.put("colour", DefaultAttribute.createAttribute(info.colour()));
        if (!info.group().isEmpty()) map.put("group", DefaultAttribute.createAttribute(info.group()));
        return map;
    }

    static Map<String, Attribute> attributes(CircuitEdge edge) {
        Map<String, Attribute> map = new LinkedHashMap<>();
        map.put("weight", DefaultAttribute.createAttribute(edge.weight()));
        map.put("parameter", DefaultAttribute.createAttribute(edge.parameter()));
        map.put("row", DefaultAttribute.createAttribute(edge.row()));
        map.put("column", DefaultAttribute.createAttribute(edge.column()));
        return map;
    }
}
