package org.circuitexplorer.app.picture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.CircuitLink.EmbeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLink.HeadPairing;
import org.circuitexplorer.engine.circuit.CircuitLink.ResidualWire;
import org.circuitexplorer.engine.circuit.CircuitLink.UnembeddingWeight;
import org.circuitexplorer.engine.circuit.CircuitLinks;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Draws up the picture of a circuit: its nodes in bands by site, the tokens that it needs, or that tell a
/// task's prompts apart, at the bottom, the answers at the top, all weights between them, residual wires and pairings.
public final class CircuitPictures {
    /// Most tokens and most answers shown; the band's label says when there are more.
    private static final int MOST_TOKENS = 10;

    private static final String TOKENS = "tokens";
    private static final String LOGITS = "logits";

    private final SparseTransformer model;
    private final NodeNames names;
    private final IntFunction<String> tokenText;

    /// @param tokenText a token as it is shown, its spaces visible
    public CircuitPictures(SparseTransformer model, IntFunction<String> tokenText) {
        this.model = model;
        this.names = new NodeNames(model.config());
        this.tokenText = tokenText;
    }

    /// @param pairs pairs of the circuit's task; none leave tokens and answers out
    /// @param face how each node of the circuit looks
    public CircuitPicture of(CircuitGraph graph, List<PromptPair> pairs, Function<NodeId, NodeFace> face) {
        return of(graph, TaskTokens.of(pairs), face);
    }

    /// As above, where the tokens of the pairs are known.
    public CircuitPicture of(CircuitGraph graph, TaskTokens tokens, Function<NodeId, NodeFace> face) {
        CircuitLinks links = new CircuitLinks(model, graph.circuit());
        List<EmbeddingWeight> embeddings = links.embeddings(tokens.inputs());
        List<UnembeddingWeight> unembeddings = links.unembeddings(tokens.answers());
        Set<Integer> shownTokens = shown(
                tokens.inputs(), embeddings.stream().map(EmbeddingWeight::token).toList());
        Set<Integer> shownAnswers = shown(tokens.answers(), tokens.answers());
        Map<String, PictureBand> bands = new LinkedHashMap<>();
        List<PictureNode> nodes = new ArrayList<>();
        pills(TOKENS, NodeShape.TOKEN, shownTokens, distinct(embeddings), bands, nodes);
        for (NodeId node : graph.circuit().nodeSet()) {
            String band = NodeNames.band(node.site());
            bands.putIfAbsent(band, new PictureBand(band, band));
            nodes.add(node(node, band, face.apply(node)));
        }
        pills(LOGITS, NodeShape.ANSWER, shownAnswers, tokens.answers().size(), bands, nodes);
        List<PictureEdge> edges = new ArrayList<>();
        for (CircuitEdge e : graph.edges()) {
            edges.add(PictureEdge.weight(e.source().name(), e.target().name(), e.weight()));
        }
        for (EmbeddingWeight e : embeddings) {
            if (shownTokens.contains(e.token())) {
                edges.add(PictureEdge.embedding(id(TOKENS, e.token()), e.read().name(), e.weight()));
            }
        }
        for (UnembeddingWeight u : unembeddings) {
            if (shownAnswers.contains(u.token())) {
                edges.add(PictureEdge.unembedding(u.write().name(), id(LOGITS, u.token()), u.weight()));
            }
        }
        for (ResidualWire w : links.residualWires()) {
            edges.add(PictureEdge.residual(w.write().name(), w.read().name()));
        }
        for (HeadPairing p : links.headPairings()) {
            edges.add(PictureEdge.pairing(p.query().name(), p.key().name()));
        }
        return new CircuitPicture(List.copyOf(bands.values()), nodes, edges);
    }

    /// A picture whose nodes look different; those without a face stay as they are.
    ///
    /// @param face how the node of that name looks
    /// @param ablated edges that are ablated by themselves
    public static CircuitPicture dressed(
            CircuitPicture picture, Map<String, NodeFace> face, Collection<EdgeId> ablated) {
        List<PictureNode> nodes = picture.nodes().stream()
                .map(n -> Optional.ofNullable(face.get(n.id()))
                        .map(f -> n.withFill(f.tint(), f.strength())
                                .withLabel(f.label())
                                .withState(f.state())
                                .withMark(f.mark()))
                        .orElse(n))
                .toList();
        Set<Wire> off = ablated.stream()
                .map(e -> new Wire(e.source().name(), e.target().name(), EdgeKind.WEIGHT))
                .collect(Collectors.toSet());
        List<PictureEdge> edges = off.isEmpty()
                ? picture.edges()
                : picture.edges().stream()
                        .map(e -> off.contains(Wire.of(e)) ? e.withAblated(true) : e)
                        .toList();
        return new CircuitPicture(picture.bands(), nodes, edges);
    }

    /// A picture in which the weights that a circuit does not use look so. Nothing changes where nobody has looked for
    /// them.
    public static CircuitPicture showingUse(CircuitPicture picture, CircuitDocument document) {
        if (document.used().isEmpty()) return picture;
        return showing(picture, document.used().get().unusedOf(document.edges()));
    }

    /// A picture in which some weights look unused.
    public static CircuitPicture showing(CircuitPicture picture, Collection<CircuitEdge> unused) {
        Set<Wire> wires = unused.stream()
                .map(e -> new Wire(e.source().name(), e.target().name(), EdgeKind.WEIGHT))
                .collect(Collectors.toSet());
        return new CircuitPicture(
                picture.bands(),
                picture.nodes(),
                picture.edges().stream()
                        .map(e -> wires.contains(Wire.of(e)) ? e.withUnused(true) : e)
                        .toList());
    }

    private PictureNode node(NodeId node, String band, NodeFace face) {
        return new PictureNode(
                node.name(),
                band,
                names.shape(node),
                names.inside(node),
                names.full(node),
                face.strength(),
                face.tint(),
                face.label(),
                face.state(),
                List.of(),
                face.mark(),
                /* large= */ false);
    }

    /// @param all how many there would be to show
    private void pills(
            String band,
            NodeShape shape,
            Set<Integer> shown,
            int all,
            Map<String, PictureBand> bands,
            List<PictureNode> nodes) {
        if (shown.isEmpty()) return;
        String name = shape == NodeShape.TOKEN ? text("graph.band.tokens") : text("graph.band.logits");
        String label = shown.size() < all ? text("graph.band.part", name, shown.size(), all) : name;
        bands.put(band, new PictureBand(band, label));
        for (int id : shown) {
            String token = tokenText.apply(id);
            nodes.add(PictureNode.of(id(band, id), band, shape, token, 0).withName(shape.word() + " " + token));
        }
    }

    /// The first tokens of `byFrequency` that are among the wanted ones.
    private static Set<Integer> shown(List<Integer> byFrequency, List<Integer> wanted) {
        Set<Integer> connected = new LinkedHashSet<>(wanted);
        Set<Integer> shown = new LinkedHashSet<>();
        for (int token : byFrequency) {
            if (shown.size() < MOST_TOKENS && connected.contains(token)) shown.add(token);
        }
        return shown;
    }

    private static int distinct(List<EmbeddingWeight> embeddings) {
        return (int) embeddings.stream().map(EmbeddingWeight::token).distinct().count();
    }

    private static String id(String band, int token) {
        return band + ":" + token;
    }
}
