package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Says in words what a picture shows.
final class GraphWords {
    private static final int NAMED = 5;

    private GraphWords() {}

    static String describe(CircuitPicture picture, Collection<String> selected) {
        long nodes = picture.nodes().stream()
                .filter(n -> n.state() != NodeState.GHOST && !n.shape().isPill())
                .count();
        long edges = picture.edges().stream()
                .filter(e -> e.kind() == EdgeKind.WEIGHT)
                .count();
        String size = text("graph.words.size", nodes, edges);
        if (selected.isEmpty()) return size + " " + text("graph.words.nothing");
        Map<String, PictureNode> byId = picture.nodesById();
        String names = selected.stream()
                .limit(NAMED)
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(GraphWords::describe)
                .collect(Collectors.joining("; "));
        int more = selected.size() - NAMED;
        return (more > 0 ? text("graph.words.more", names, more) : text("graph.words.selected", names)) + " " + size;
    }

    static String describe(PictureNode node) {
        String label = node.label().isBlank() ? "" : ", " + node.label();
        return node.name() + ", " + node.shape().word() + label
                + (node.state() == NodeState.ABLATED ? ", " + text("graph.words.ablated") : "");
    }
}
