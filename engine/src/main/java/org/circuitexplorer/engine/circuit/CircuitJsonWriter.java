package org.circuitexplorer.engine.circuit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.circuitexplorer.engine.model.NodeId;

/// The text of a circuit file. Every float is written with the digits that bring back the same float.
final class CircuitJsonWriter {
    static final String FORMAT = "circuit-explorer-circuit";
    static final int VERSION = 1;

    /// The field of what a public file says; absent from circuits that were found here.
    static final String PUBLISHED = "published";

    /// The field of circuits of other sizes; absent when nobody has looked for them.
    static final String PATH = "path";

    /// The field of the edges that are really used; absent when nobody has looked.
    static final String USED = "usedEdges";

    /// The field of tokens and answers as nodes; absent when nobody has asked for them.
    static final String ENDS = "ends";

    private static final JsonMapper MAPPER = new JsonMapper();

    private CircuitJsonWriter() {}

    static byte[] toBytes(CircuitDocument document) {
        try {
            String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root(document));
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode root(CircuitDocument document) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("formatVersion", VERSION);
        root.putObject("model")
                .put("name", document.model().name())
                .put("sha256", document.model().sha256())
                .put("config", document.model().config());
        root.putObject("task")
                .put("name", document.task().name())
                .put("pairs", document.task().pairs());
        ArrayNode nodes = root.putArray("nodes");
        document.circuit().nodes().forEach((id, info) -> putNode(nodes.addObject(), id, info));
        ArrayNode edges = root.putArray("edges");
        document.edges().forEach(edge -> putEdge(edges.addObject(), edge));
        ObjectNode losses = root.putObject("losses");
        document.losses().forEach((pairs, values) -> putLosses(losses.putObject(pairs), values));
        putProvenance(root.putObject("provenance"), document.provenance());
        ObjectNode means = root.putObject("means");
        document.means().forEach((site, values) -> putFloats(means.putArray(site.name()), values));
        document.used().ifPresent(used -> UsedEdgesJson.put(root.putObject(USED), used));
        document.ends().ifPresent(ends -> CircuitEndsJson.put(root.putObject(ENDS), ends));
        document.path().ifPresent(path -> putPath(root.putObject(PATH), path));
        document.published().ifPresent(record -> PublicRecordJson.put(root.putObject(PUBLISHED), record));
        return root;
    }

    private static void putNode(ObjectNode json, NodeId id, NodeInfo info) {
        json.put("id", id.name());
        info.tau().ifPresent(tau -> json.put("tau", tau));
        info.effect().ifPresent(effect -> json.put("effect", effect));
        if (!info.label().isEmpty()) json.put("label", info.label());
        if (!info.note().isEmpty()) json.put("note", info.note());
        if (!info.colour().isEmpty()) json.put("colour", info.colour());
        if (!info.group().isEmpty()) json.put("group", info.group());
        info.rule().ifPresent(rule -> NodeRuleJson.put(json.putObject("rule"), rule));
    }

    private static void putEdge(ObjectNode json, CircuitEdge edge) {
        json.put("source", edge.source().name())
                .put("target", edge.target().name())
                .put("weight", edge.weight())
                .put("parameter", edge.parameter())
                .put("row", edge.row())
                .put("column", edge.column());
    }

    private static void putLosses(ObjectNode json, CircuitLosses losses) {
        json.put("model", losses.model()).put("circuit", losses.circuit());
        losses.calibrated().ifPresent(loss -> json.put("calibrated", loss));
        json.put("withoutCircuit", losses.withoutCircuit());
    }

    private static void putProvenance(ObjectNode json, Provenance provenance) {
        ObjectNode settings = json.putObject("settings");
        provenance.settings().forEach(settings::put);
        json.put("seed", provenance.seed())
                .put("complete", provenance.complete())
                .put("program", provenance.program())
                .put("created", provenance.created().toString());
    }

    private static void putPath(ObjectNode json, BudgetPath path) {
        ArrayNode nodes = json.putArray("nodes");
        for (NodeId node : path.nodes()) nodes.add(node.name());
        ArrayNode points = json.putArray("points");
        for (BudgetPath.Point point : path.points()) {
            points.addObject()
                    .put("size", point.size())
                    .put("edges", point.edges())
                    .put("loss", point.loss());
        }
    }

    private static void putFloats(ArrayNode json, float[] values) {
        for (float value : values) json.add(value);
    }
}
