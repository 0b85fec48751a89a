package org.circuitexplorer.engine.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;

/// Strict reading of a JSON object: each field is asked for once, by name and type, and what nobody asked for is
/// refused. Every refusal is one sentence with the file and the full name of the field, such as `nodes[3].id`.
public final class JsonFields {
    private static final int MAXIMUM_LAYERS = 10_000;

    private final Path file;
    private final String prefix;
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(Path file, String prefix, JsonNode object) {
        this.file = file;
        this.prefix = prefix;
        this.object = object;
    }

    /// Reads a file that holds one JSON object.
    ///
    /// @param maximumBytes a larger file is refused before anything is read
    /// @throws ModelFormatException when it is too large, no JSON, or no object
    /// @throws IOException when the file cannot be read
    public static JsonFields read(Path file, int maximumBytes) throws ModelFormatException, IOException {
        return new JsonFields(file, "", Json.readObject(file, maximumBytes));
    }

    /// Reads a part of a file that holds one JSON object.
    ///
    /// @param part name of the part, which refusals name before the field
    /// @throws ModelFormatException when it is no JSON or no object
    public static JsonFields part(Path file, String part, byte[] content) throws ModelFormatException {
        return new JsonFields(file, part + " ", Json.parseObject(file, part, content));
    }

    public boolean has(String name) {
        return object.has(name);
    }

    public JsonFields object(String name) throws ModelFormatException {
        return new JsonFields(file, prefix + name + ".", requireObject(file, prefix + name, field(name)));
    }

    /// The elements of an array of objects.
    public List<JsonFields> objects(String name) throws ModelFormatException {
        JsonNode array = array(name);
        List<JsonFields> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String full = prefix + name + "[" + i + "]";
            elements.add(new JsonFields(file, full + ".", requireObject(file, full, array.get(i))));
        }
        return elements;
    }

    public String text(String name) throws ModelFormatException {
        JsonNode node = field(name);
        if (!node.isTextual()) throw wrongType(prefix + name, "a text", node);
        return node.textValue();
    }

    public List<String> texts(String name) throws ModelFormatException {
        JsonNode array = array(name);
        List<String> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isTextual()) throw wrongType(prefix + name + "[" + i + "]", "a text", array.get(i));
            values.add(array.get(i).textValue());
        }
        return values;
    }

    /// The full name of a node, such as `0.mlp.post_act.7`; whether a model has it is not known here.
    public NodeId node(String name) throws ModelFormatException {
        return node(name, text(name));
    }

    /// The full names of nodes.
    public List<NodeId> nodes(String name) throws ModelFormatException {
        List<NodeId> nodes = new ArrayList<>();
        List<String> texts = texts(name);
        for (int i = 0; i < texts.size(); i++) nodes.add(node(name + "[" + i + "]", texts.get(i)));
        return nodes;
    }

    private NodeId node(String name, String text) throws ModelFormatException {
        int dot = text.lastIndexOf('.');
        String channel = text.substring(dot + 1);
        if (dot < 0 || !channel.matches("0|[1-9][0-9]{0,7}")) throw noNode(name, text);
        Site site = Site.parse(text.substring(0, dot), MAXIMUM_LAYERS)
                .filter(s -> s.kind().isNodeSite())
                .orElseThrow(() -> noNode(name, text));
        return new NodeId(site, Integer.parseInt(channel));
    }

    private ModelFormatException noNode(String name, String text) {
        return problem(name, "expected the name of a node such as 0.mlp.post_act.7, found \"" + text + "\"");
    }

    public boolean flag(String name) throws ModelFormatException {
        JsonNode node = field(name);
        if (!node.isBoolean()) throw wrongType(prefix + name, "true or false", node);
        return node.booleanValue();
    }

    public long integer(String name) throws ModelFormatException {
        JsonNode node = field(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) throw wrongType(prefix + name, "an integer", node);
        return node.longValue();
    }

    /// An integer from `from` until, but not including, `to`.
    public int integer(String name, int from, int to) throws ModelFormatException {
        long value = integer(name);
        if (value < from || value >= to) {
            throw problem(name, "expected an integer from " + from + " to " + (to - 1) + ", found " + value);
        }
        return (int) value;
    }

    public double number(String name) throws ModelFormatException {
        JsonNode node = field(name);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) throw wrongType(prefix + name, "a finite number", node);
        return value;
    }

    /// A float32 that was written with enough digits to be read back exactly.
    public float float32(String name) throws ModelFormatException {
        return toFloat(prefix + name, field(name));
    }

    public float[] floats(String name) throws ModelFormatException {
        JsonNode array = array(name);
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) values[i] = toFloat(prefix + name + "[" + i + "]", array.get(i));
        return values;
    }

    /// The integers of a list, each from `from` until, but not including, `to`.
    public int[] integers(String name, int from, int to) throws ModelFormatException {
        JsonNode array = array(name);
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode node = array.get(i);
            String full = name + "[" + i + "]";
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                throw wrongType(prefix + full, "an integer", node);
            }
            values[i] = node.intValue();
            if (values[i] < from || values[i] >= to) {
                throw problem(full, "expected an integer from " + from + " to " + (to - 1) + ", found " + values[i]);
            }
        }
        return values;
    }

    /// The names of all fields, in the order of the file.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// A refusal of one field of this object.
    public ModelFormatException problem(String name, String problem) {
        return new ModelFormatException(file, prefix + name, problem);
    }

    /// @throws ModelFormatException when the object has a field that was never asked for
    public void requireNoOthers() throws ModelFormatException {
        for (String name : names()) {
            if (!asked.contains(name)) throw problem(name, "expected no field of this name, found one");
        }
    }

    private JsonNode array(String name) throws ModelFormatException {
        JsonNode node = field(name);
        if (!node.isArray()) throw wrongType(prefix + name, "a list", node);
        return node;
    }

    private JsonNode field(String name) throws ModelFormatException {
        asked.add(name);
        JsonNode node = object.get(name);
        if (node == null) throw problem(name, "expected this field, found none");
        return node;
    }

    private float toFloat(String name, JsonNode node) throws ModelFormatException {
        float value = node.isNumber() ? node.floatValue() : Float.NaN;
        if (!Float.isFinite(value)) throw wrongType(name, "a finite number", node);
        return value;
    }

    private static JsonNode requireObject(Path file, String name, JsonNode node) throws ModelFormatException {
        if (!node.isObject()) {
            throw new ModelFormatException(file, name, "expected an object, found " + describe(node));
        }
        return node;
    }

    private ModelFormatException wrongType(String name, String expected, JsonNode found) {
        return new ModelFormatException(file, name, "expected " + expected + ", found " + describe(found));
    }

    private static String describe(JsonNode node) {
        if (node.isMissingNode()) return "nothing";
        if (node.isContainerNode()) return node.isArray() ? "a list" : "an object";
        String text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
