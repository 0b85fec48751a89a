package org.circuitexplorer.engine.circuit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.circuitexplorer.engine.io.JsonFields;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.Sha256;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;

/// A circuit from the text of its file.
final class CircuitJsonReader {
    private static final int MAXIMUM_LAYERS = 10_000;
    private static final int MAXIMUM_CHANNELS = 1 << 24;

    private CircuitJsonReader() {}

    static CircuitDocument read(JsonFields root) throws ModelFormatException {
        requireVersion(root);
        ModelReference model = model(root.object("model"));
        TaskReference task = task(root.object("task"));
        NavigableMap<Site, float[]> means = means(root.object("means"));
        Circuit circuit = circuit(root, means);
        List<CircuitEdge> edges = edges(root, circuit);
        SortedMap<String, CircuitLosses> losses = losses(root.object("losses"));
        Provenance provenance = provenance(root.object("provenance"));
        Optional<PublicRecord> published = root.has(CircuitJsonWriter.PUBLISHED)
                ? Optional.of(PublicRecordJson.read(root.object(CircuitJsonWriter.PUBLISHED)))
                : Optional.empty();
        Optional<BudgetPath> path = root.has(CircuitJsonWriter.PATH)
                ? Optional.of(path(root.object(CircuitJsonWriter.PATH)))
                : Optional.empty();
        Optional<UsedEdges> used = root.has(CircuitJsonWriter.USED)
                ? Optional.of(UsedEdgesJson.read(root.object(CircuitJsonWriter.USED), edges))
                : Optional.empty();
        Optional<CircuitEnds> ends = root.has(CircuitJsonWriter.ENDS)
                ? Optional.of(CircuitEndsJson.read(root.object(CircuitJsonWriter.ENDS)))
                : Optional.empty();
        root.requireNoOthers();
        return checked(
                root,
                CircuitJsonWriter.PATH,
                () -> new CircuitDocument(
                        model, task, circuit, edges, means, losses, provenance, published, path, used, ends));
    }

    private static void requireVersion(JsonFields root) throws ModelFormatException {
        String format = root.text("format");
        if (!format.equals(CircuitJsonWriter.FORMAT)) {
            throw root.problem("format", "expected " + CircuitJsonWriter.FORMAT + ", found " + format);
        }
        long version = root.integer("formatVersion");
        if (version != CircuitJsonWriter.VERSION) {
            throw root.problem(
                    "formatVersion", "expected version " + CircuitJsonWriter.VERSION + ", found version " + version);
        }
    }

    private static ModelReference model(JsonFields json) throws ModelFormatException {
        ModelReference model = new ModelReference(json.text("name"), digest(json, "sha256"), digest(json, "config"));
        json.requireNoOthers();
        return model;
    }

    private static TaskReference task(JsonFields json) throws ModelFormatException {
        TaskReference task = new TaskReference(json.text("name"), digest(json, "pairs"));
        json.requireNoOthers();
        return task;
    }

    private static String digest(JsonFields json, String field) throws ModelFormatException {
        String text = json.text(field);
        return checked(json, field, () -> Sha256.require(text));
    }

    private static NavigableMap<Site, float[]> means(JsonFields json) throws ModelFormatException {
        NavigableMap<Site, float[]> means = new TreeMap<>();
        for (String name : json.names()) {
            Site site = Site.parse(name, MAXIMUM_LAYERS)
                    .filter(s -> s.kind().isNodeSite())
                    .orElseThrow(() -> json.problem(name, "expected the name of a node site, found another"));
            means.put(site, json.floats(name));
        }
        return means;
    }

    private static Circuit circuit(JsonFields root, NavigableMap<Site, float[]> means) throws ModelFormatException {
        TreeMap<NodeId, NodeInfo> nodes = new TreeMap<>();
        for (JsonFields json : root.objects("nodes")) {
            NodeId node = json.node("id");
            float[] ofSite = means.get(node.site());
            if (ofSite == null || node.channel() >= ofSite.length) {
                throw json.problem("id", "expected a node that has a mean, found " + node);
            }
            if (nodes.put(node, info(json)) != null) {
                throw json.problem("id", "expected each node once, found " + node + " again");
            }
            json.requireNoOthers();
        }
        return new Circuit(nodes);
    }

    private static NodeInfo info(JsonFields json) throws ModelFormatException {
        OptionalDouble tau = json.has("tau") ? OptionalDouble.of(json.number("tau")) : OptionalDouble.empty();
        OptionalDouble effect = json.has("effect") ? OptionalDouble.of(json.number("effect")) : OptionalDouble.empty();
        String label = json.has("label") ? json.text("label") : "";
        String note = json.has("note") ? json.text("note") : "";
        String colour = json.has("colour") ? json.text("colour") : "";
        String group = json.has("group") ? json.text("group") : "";
        Optional<NodeRule> rule =
                json.has("rule") ? Optional.of(NodeRuleJson.read(json.object("rule"))) : Optional.empty();
        return checked(json, "tau or colour", () -> new NodeInfo(tau, effect, label, note, colour, group, rule));
    }

    private static List<CircuitEdge> edges(JsonFields root, Circuit circuit) throws ModelFormatException {
        List<CircuitEdge> edges = new ArrayList<>();
        for (JsonFields json : root.objects("edges")) {
            CircuitEdge edge = new CircuitEdge(
                    end(json, "source", circuit),
                    end(json, "target", circuit),
                    json.float32("weight"),
                    json.text("parameter"),
                    json.integer("row", 0, MAXIMUM_CHANNELS),
                    json.integer("column", 0, MAXIMUM_CHANNELS));
            json.requireNoOthers();
            edges.add(edge);
        }
        return edges;
    }

    private static NodeId end(JsonFields json, String field, Circuit circuit) throws ModelFormatException {
        NodeId node = json.node(field);
        if (!circuit.contains(node)) throw json.problem(field, "expected a node of the circuit, found " + node);
        return node;
    }

    private static SortedMap<String, CircuitLosses> losses(JsonFields json) throws ModelFormatException {
        SortedMap<String, CircuitLosses> losses = new TreeMap<>();
        for (String pairs : json.names()) {
            JsonFields part = json.object(pairs);
            double model = part.number("model");
            double circuit = part.number("circuit");
            double without = part.number("withoutCircuit");
            OptionalDouble calibrated =
                    part.has("calibrated") ? OptionalDouble.of(part.number("calibrated")) : OptionalDouble.empty();
            part.requireNoOthers();
            losses.put(pairs, checked(json, pairs, () -> new CircuitLosses(model, circuit, without, calibrated)));
        }
        return losses;
    }

    private static Provenance provenance(JsonFields json) throws ModelFormatException {
        JsonFields fields = json.object("settings");
        SortedMap<String, Double> settings = new TreeMap<>();
        for (String name : fields.names()) settings.put(name, fields.number(name));
        Provenance provenance = new Provenance(
                settings, json.integer("seed"), json.flag("complete"), json.text("program"), time(json, "created"));
        json.requireNoOthers();
        return provenance;
    }

    private static BudgetPath path(JsonFields json) throws ModelFormatException {
        List<NodeId> nodes = json.nodes("nodes");
        List<BudgetPath.Point> points = new ArrayList<>();
        for (JsonFields point : json.objects("points")) {
            int size = point.integer("size", 0, Integer.MAX_VALUE);
            int edges = point.integer("edges", 0, Integer.MAX_VALUE);
            double loss = point.number("loss");
            points.add(checked(point, "loss", () -> new BudgetPath.Point(size, edges, loss)));
            point.requireNoOthers();
        }
        json.requireNoOthers();
        return checked(json, "nodes or points", () -> new BudgetPath(nodes, points));
    }

    private static Instant time(JsonFields json, String field) throws ModelFormatException {
        String text = json.text(field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw json.problem(field, "expected a time such as 2026-11-21T12:00:00Z, found \"" + text + "\"");
        }
    }

    private static <T> T checked(JsonFields json, String field, Supplier<T> value) throws ModelFormatException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw json.problem(field, String.valueOf(e.getMessage()));
        }
    }
}
