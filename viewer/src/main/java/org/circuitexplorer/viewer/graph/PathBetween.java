package org.circuitexplorer.viewer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// All nodes on paths from one node to another, along the edges that are shown. Queries and keys end paths: they act on
/// the others through the softmax, not through an edge.
final class PathBetween {
    private final Map<String, List<String>> up = new HashMap<>();
    private final Map<String, List<String>> down = new HashMap<>();

    PathBetween(CircuitPicture picture, GraphLook look) {
        for (PictureEdge edge : picture.edges()) {
            if (!look.shows(edge) || edge.kind() == EdgeKind.PAIRING || edge.kind() == EdgeKind.GHOST) continue;
            up.computeIfAbsent(edge.source(), n -> new ArrayList<>()).add(edge.target());
            down.computeIfAbsent(edge.target(), n -> new ArrayList<>()).add(edge.source());
        }
    }

    /// Both ends and all between them, whichever of the two comes first; empty when no path joins them.
    Set<String> of(String one, String other) {
        Set<String> upwards = between(one, other);
        return upwards.isEmpty() ? between(other, one) : upwards;
    }

    private Set<String> between(String from, String to) {
        Set<String> nodes = reachable(from, up);
        if (!nodes.contains(to)) return Set.of();
        nodes.retainAll(reachable(to, down));
        return nodes;
    }

    private static Set<String> reachable(String from, Map<String, List<String>> along) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (String next : along.getOrDefault(open.pop(), List.of())) if (seen.add(next)) open.push(next);
        }
        return seen;
    }
}
