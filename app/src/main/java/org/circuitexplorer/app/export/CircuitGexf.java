package org.circuitexplorer.app.export;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.XmlText;
import org.jgrapht.nio.Attribute;

/// A circuit as GEXF 1.3, for Gephi: nodes with all that is known about them, edges with weight, parameter,
/// row and column. Colours are told by the format's `viz` part.
final class CircuitGexf {
    private static final String NAMESPACE = "http://gexf.net/1.3";
    private static final String VIZ = NAMESPACE + "/viz";
    private static final Map<String, String> NODE_ATTRIBUTES = types(
            "site", "string", "layer", "integer", "channel", "integer", "tau", "double", "effect", "double", "note",
            "string", "group", "string");
    private static final Map<String, String> EDGE_ATTRIBUTES =
            types("parameter", "string", "row", "integer", "column", "integer");

    private final XMLStreamWriter xml;

    private CircuitGexf(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(CircuitDocument document) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new CircuitGexf(xml).write(document);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can always be written", e);
        }
        return text.toString();
    }

    private void write(CircuitDocument document) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("gexf");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeNamespace("viz", VIZ);
        attribute("version", "1.3");
        start("meta");
        text("creator", "Circuit Explorer");
        text("description", document.task().name() + " in " + document.model().name());
        end();
        start("graph");
        attribute("mode", "static");
        attribute("defaultedgetype", "directed");
        declare("node", NODE_ATTRIBUTES);
        declare("edge", EDGE_ATTRIBUTES);
        start("nodes");
        for (NodeId node : document.circuit().nodeSet()) {
            node(node, document.circuit().info(node));
        }
        end();
        start("edges");
        for (CircuitEdge edge : document.edges()) edge(edge);
        end();
        end();
        end();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void declare(String kind, Map<String, String> attributes) throws XMLStreamException {
        start("attributes");
        attribute("class", kind);
        for (Map.Entry<String, String> entry : attributes.entrySet()) {
            start("attribute");
            attribute("id", entry.getKey());
            attribute("title", entry.getKey());
            attribute("type", entry.getValue());
            end();
        }
        end();
    }

    private void node(NodeId node, NodeInfo info) throws XMLStreamException {
        start("node");
        attribute("id", node.name());
        attribute("label", info.label().isEmpty() ? node.name() : info.label());
        values(CircuitText.attributes(node, info), NODE_ATTRIBUTES);
        if (!info.colour().isEmpty()) colour(Integer.parseInt(info.colour().substring(1), 16));
        end();
    }

    private void colour(int rgb) throws XMLStreamException {
        xml.writeStartElement("viz", "color", VIZ);
        attribute("r", Integer.toString(rgb >> 16));
        attribute("g", Integer.toString(rgb >> 8 & 0xFF));
        attribute("b", Integer.toString(rgb & 0xFF));
        end();
    }

    private void edge(CircuitEdge edge) throws XMLStreamException {
        start("edge");
        attribute("id", edge.source().name() + " " + edge.target().name());
        attribute("source", edge.source().name());
        attribute("target", edge.target().name());
        attribute("weight", Double.toString(edge.weight()));
        values(CircuitText.attributes(edge), EDGE_ATTRIBUTES);
        end();
    }

    private void values(Map<String, Attribute> values, Map<String, String> declared) throws XMLStreamException {
        start("attvalues");
        for (Map.Entry<String, Attribute> entry : values.entrySet()) {
            if (!declared.containsKey(entry.getKey())) continue;
            start("attvalue");
            attribute("for", entry.getKey());
            attribute("value", entry.getValue().getValue());
            end();
        }
        end();
    }

    private void text(String element, String content) throws XMLStreamException {
        start(element);
        xml.writeCharacters(XmlText.allowed(content));
        end();
    }

    private void start(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, XmlText.allowed(value));
    }

    private static Map<String, String> types(String... namesAndTypes) {
        Map<String, String> types = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) types.put(namesAndTypes[i], namesAndTypes[i + 1]);
        return types;
    }
}
