package org.circuitexplorer.app.picture;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Parts of a circuit that are drawn as one node each.
///
/// @param parts by name, with the nodes that each of them hides; a node belongs to one of them at most
public record Collapse(SortedMap<String, List<NodeId>> parts) {
    public static final Collapse NONE = new Collapse(new TreeMap<>());

    private static final String MARK = "part:";

    public Collapse {
        SortedMap<String, List<NodeId>> copy = new TreeMap<>();
        parts.forEach((name, nodes) -> copy.put(name, List.copyOf(nodes)));
        parts = Collections.unmodifiableSortedMap(copy);
    }

    /// Parts that the circuit has two nodes of at least; a sublayer hides its heads and the groups that its
    /// nodes are in, a group the heads.
    public static Collapse of(Collection<String> names, Circuit circuit, ModelConfig config) {
        SortedMap<String, List<NodeId>> parts = new TreeMap<>();
        for (NodeId node : circuit.nodeSet()) {
            Stream.of(
                            Optional.of(CircuitPart.sublayerOf(node)),
                            CircuitPart.groupOf(node, circuit),
                            Optional.of(CircuitPart.headOf(node, config)))
                    .flatMap(Optional::stream)
                    .map(CircuitPart::name)
                    .filter(names::contains)
                    .findFirst()
                    .ifPresent(name ->
                            parts.computeIfAbsent(name, n -> new ArrayList<>()).add(node));
        }
        parts.values().removeIf(nodes -> nodes.size() < 2);
        return new Collapse(parts);
    }

    public boolean isNone() {
        return parts.isEmpty();
    }

    /// The nodes that a node of the picture stands for, when it is a part.
    public Optional<List<NodeId>> hidden(String id) {
        return id.startsWith(MARK) ? Optional.ofNullable(parts.get(id.substring(MARK.length()))) : Optional.empty();
    }

    /// The part that hides a node.
    public Optional<String> partOf(NodeId node) {
        return parts.entrySet().stream()
                .filter(e -> e.getValue().contains(node))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// What a node is called in the picture: its own name, or that of the part that hides it.
    public String shownAs(NodeId node) {
        return partOf(node).map(name -> MARK + name).orElse(node.name());
    }

    /// A picture in which each part is one node; of several edges between two nodes the strongest is drawn.
    public CircuitPicture in(CircuitPicture picture) {
        if (isNone()) return picture;
        Map<String, String> shown = new HashMap<>();
        parts.forEach((name, nodes) -> nodes.forEach(n -> shown.put(n.name(), MARK + name)));
        Map<String, PictureNode> byId = picture.nodesById();
        List<PictureNode> nodes = new ArrayList<>(
                picture.nodes().stream().filter(n -> !shown.containsKey(n.id())).toList());
        parts.forEach((name, hidden) -> nodes.add(part(
                name,
                hidden.stream()
                        .map(n -> byId.get(n.name()))
                        .filter(Objects::nonNull)
                        .toList())));
        Map<Wire, PictureEdge> edges = new LinkedHashMap<>();
        for (PictureEdge edge : picture.edges()) {
            PictureEdge moved = edge.between(
                    shown.getOrDefault(edge.source(), edge.source()), shown.getOrDefault(edge.target(), edge.target()));
            if (!moved.source().equals(moved.target())) edges.merge(Wire.of(moved), moved, Collapse::stronger);
        }
        Set<String> used = nodes.stream().map(PictureNode::band).collect(Collectors.toSet());
        List<PictureBand> bands =
                picture.bands().stream().filter(b -> used.contains(b.id())).toList();
        return new CircuitPicture(bands, nodes, List.copyOf(edges.values()));
    }

    private static PictureEdge stronger(PictureEdge one, PictureEdge other) {
        return Math.abs(other.weight()) > Math.abs(one.weight()) ? other : one;
    }

    /// It stands in the middle band of its nodes, as full as the fullest of them.
    private static PictureNode part(String name, List<PictureNode> hidden) {
        PictureNode middle = hidden.get(hidden.size() / 2);
        PictureNode fullest = hidden.stream()
                .max(Comparator.comparingDouble(PictureNode::strength))
                .orElseThrow();
        boolean off = hidden.stream().allMatch(n -> n.state() == NodeState.ABLATED);
        return new PictureNode(
                MARK + name,
                middle.band(),
                NodeShape.PART,
                CircuitPart.title(name) + " · " + hidden.size(),
                text("graph.part", CircuitPart.title(name), hidden.size()),
                fullest.strength(),
                fullest.tint(),
                "",
                off ? NodeState.ABLATED : NodeState.ACTIVE,
                hidden.stream().map(PictureNode::id).toList(),
                middle.mark().filter(m -> hidden.stream().allMatch(n -> n.mark().equals(middle.mark()))),
                /* large= */ false);
    }
}
