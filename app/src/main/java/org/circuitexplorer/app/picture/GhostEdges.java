package org.circuitexplorer.app.picture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// The weights of a node that leave its circuit, strongest first.
///
/// @param shown those that are drawn
/// @param all how many there are
public record GhostEdges(List<CircuitEdge> shown, int all) {
    public static final GhostEdges NONE = new GhostEdges(List.of(), 0);

    public GhostEdges {
        shown = List.copyOf(shown);
    }

    /// Whether there are more than are drawn.
    public boolean isCut() {
        return shown.size() < all;
    }

    /// The strongest weights between a node of a circuit and nodes outside it.
    ///
    /// @param most how many are drawn
    public static GhostEdges of(SparseTransformer model, Circuit circuit, NodeId node, int most) {
        NodeEdges edges = new NodeEdges(model);
        List<CircuitEdge> leaving = Stream.concat(edges.into(node).stream(), edges.outOf(node).stream())
                .filter(e -> !circuit.contains(e.source()) || !circuit.contains(e.target()))
                .sorted(Comparator.comparingDouble((CircuitEdge e) -> -Math.abs(e.weight())))
                .toList();
        return new GhostEdges(leaving.stream().limit(most).toList(), leaving.size());
    }

    /// A picture with these weights, dimmed, and the nodes they lead to.
    public CircuitPicture in(CircuitPicture picture, NodeNames names) {
        Map<String, PictureNode> nodes = new LinkedHashMap<>();
        for (PictureNode node : picture.nodes()) nodes.put(node.id(), node);
        List<PictureBand> bands = new ArrayList<>(picture.bands());
        List<PictureEdge> edges = new ArrayList<>(picture.edges());
        for (CircuitEdge edge : shown) {
            PictureBand source = band(edge.source());
            PictureBand target = band(edge.target());
            // Weights join neighbouring bands, so a missing one belongs right beside the other.
            if (!bands.contains(source)) bands.add(bands.indexOf(target), source);
            if (!bands.contains(target)) bands.add(bands.indexOf(source) + 1, target);
            nodes.computeIfAbsent(edge.source().name(), id -> ghost(edge.source(), names));
            nodes.computeIfAbsent(edge.target().name(), id -> ghost(edge.target(), names));
            edges.add(PictureEdge.ghost(edge.source().name(), edge.target().name(), edge.weight()));
        }
        return new CircuitPicture(bands, List.copyOf(nodes.values()), edges);
    }

    private static PictureBand band(NodeId node) {
        String name = NodeNames.band(node.site());
        return new PictureBand(name, name);
    }

    private static PictureNode ghost(NodeId node, NodeNames names) {
        return PictureNode.of(node.name(), NodeNames.band(node.site()), names.shape(node), names.inside(node), 0)
                .withName(text("ghosts.outside", names.full(node)))
                .withState(NodeState.GHOST);
    }
}
