package org.circuitexplorer.app.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.circuitexplorer.app.picture.NodeNames;
import org.circuitexplorer.engine.attribution.AttributionGraph;
import org.circuitexplorer.engine.attribution.Flow;
import org.circuitexplorer.engine.attribution.Vertex;
import org.circuitexplorer.engine.attribution.Vertex.Active;
import org.circuitexplorer.engine.attribution.Vertex.Answer;
import org.circuitexplorer.engine.attribution.Vertex.Embedding;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;

/// An attribution graph in the form that public viewers of such graphs read. A node of the circuit at a token
/// is what they call a feature: its number counts the channels of its layer through the layer's sites,
/// `layer_number_position` is its id.
public final class AttributionJson {
    private static final int SCHEMA_VERSION = 1;
    private final CircuitDocument document;
    private final ModelConfig config;
    private final NodeIndex index;
    private final NodeNames names;
    private final IntFunction<String> tokenText;

    /// @param tokenText a token as it stands in a text
    public AttributionJson(CircuitDocument document, ModelConfig config, IntFunction<String> tokenText) {
        this.document = document;
        this.config = config;
        this.index = new NodeIndex(config);
        this.names = new NodeNames(config);
        this.tokenText = tokenText;
    }

    /// The graph as JSON; its first answer is the one that is asked about. Equal graphs give equal texts.
    public String of(AttributionGraph graph) {
        Map<Vertex, Double> influence = graph.cumulativeInfluence();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("metadata", metadata(graph));
        root.put("qParams", view());
        Optional<Vertex> target =
                graph.vertices().stream().filter(Answer.class::isInstance).findFirst();
        root.put(
                "nodes",
                graph.vertices().stream()
                        .map(v -> node(v, influence, target.equals(Optional.of(v))))
                        .toList());
        root.put("links", graph.flows().stream().map(this::link).toList());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers are always JSON", e);
        }
    }

    private Map<String, Object> metadata(AttributionGraph graph) {
        List<String> tokens = graph.prompt().stream().map(tokenText::apply).toList();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("slug", slug(document.task().name() + "-" + document.model().name()));
        map.put("scan", document.model().name());
        map.put("transcoder_list", List.of());
        map.put("prompt_tokens", tokens);
        map.put("prompt", String.join("", tokens));
        map.put("schema_version", SCHEMA_VERSION);
        Map<String, Object> info = new LinkedHashMap<>();
        info.put(
                "description",
                "Circuit of the task " + document.task().name() + ", everything else mean-ablated. A link is"
                        + " weight x activation, with attention patterns and norms as they were.");
        info.put("generator", Map.of("name", "Circuit Explorer"));
        map.put("info", info);
        return map;
    }

    /// Small letters, digits and hyphens, which addresses can hold.
    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static Map<String, Object> view() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pinnedIds", List.of());
        map.put("supernodes", List.of());
        map.put("linkType", "both");
        map.put("clickedId", "");
        map.put("sg_pos", "");
        return map;
    }

    private Map<String, Object> node(Vertex vertex, Map<Vertex, Double> influence, boolean isTarget) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node_id", id(vertex));
        map.put("feature", feature(vertex));
        map.put("layer", layer(vertex));
        map.put("ctx_idx", vertex.position());
        map.put("feature_type", type(vertex));
        map.put("token_prob", vertex instanceof Answer a ? a.probability() : 0.0);
        map.put("is_target_logit", isTarget);
        map.put("run_idx", 0);
        map.put("reverse_ctx_idx", 0);
        map.put("jsNodeId", pageId(vertex));
        map.put("clerp", title(vertex));
        Optional.ofNullable(influence.get(vertex)).ifPresent(share -> map.put("influence", share));
        if (vertex instanceof Active a) map.put("activation", a.value());
        return map;
    }

    private static String type(Vertex vertex) {
        return switch (vertex) {
            case Embedding e -> "embedding";
            case Active a -> "cross layer transcoder";
            case Answer a -> "logit";
        };
    }

    private String layer(Vertex vertex) {
        return switch (vertex) {
            case Embedding e -> "E";
            case Active a -> Integer.toString(a.node().site().layer());
            case Answer a -> Integer.toString(config.layers() + 1);
        };
    }

    private long feature(Vertex vertex) {
        return switch (vertex) {
            case Embedding e -> e.position();
            case Active a -> paired(a.node().site().layer(), number(a.node()));
            case Answer a -> a.token();
        };
    }

    private String id(Vertex vertex) {
        return switch (vertex) {
            case Embedding e -> "E_" + e.token() + "_" + e.position();
            case Active a -> layer(a) + "_" + number(a.node()) + "_" + a.position();
            case Answer a -> layer(a) + "_" + a.token() + "_" + a.position();
        };
    }

    private String pageId(Vertex vertex) {
        return switch (vertex) {
            case Embedding e -> "E_" + e.token() + "-" + e.position();
            case Active a -> layer(a) + "_" + number(a.node()) + "-0";
            case Answer a -> "L_" + a.token() + "-" + a.position();
        };
    }

    private String title(Vertex vertex) {
        return switch (vertex) {
            case Embedding e -> "";
            case Active a -> title(a.node());
            case Answer a ->
                String.format(Locale.ROOT, "Output \"%s\" (p=%.3f)", tokenText.apply(a.token()), a.probability());
        };
    }

    private String title(NodeId node) {
        String label = document.circuit().info(node).label();
        return label.isEmpty() ? names.full(node) : label + " (" + names.full(node) + ")";
    }

    private Map<String, Object> link(Flow flow) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", id(flow.source()));
        map.put("target", id(flow.target()));
        map.put("weight", flow.weight());
        return map;
    }

    /// Number of a node among all of its layer.
    private int number(NodeId node) {
        Site first = index.sites().stream()
                .filter(site -> site.layer() == node.site().layer())
                .findFirst()
                .orElseThrow();
        return index.indexOf(node) - index.offset(first);
    }

    /// One number for a layer and a number in it, as the viewers take features apart.
    private static long paired(long layer, long number) {
        return (layer + number) * (layer + number + 1) / 2 + number;
    }
}
