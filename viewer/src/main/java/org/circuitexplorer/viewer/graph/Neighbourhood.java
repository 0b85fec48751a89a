package org.circuitexplorer.viewer.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// The nodes around a node, along the edges that are shown, in either direction. Ghosts are no neighbours.
final class Neighbourhood {
    private final Map<String, Set<String>> next = new HashMap<>();

    Neighbourhood(CircuitPicture picture, GraphLook look) {
        for (PictureEdge edge : picture.edges()) {
            if (!look.shows(edge) || edge.kind() == EdgeKind.GHOST) continue;
            next.computeIfAbsent(edge.source(), n -> new HashSet<>()).add(edge.target());
            next.computeIfAbsent(edge.target(), n -> new HashSet<>()).add(edge.source());
        }
    }

    /// The node itself and all that at most so many edges join to it.
    Set<String> of(String node, int depth) {
        Set<String> seen = new HashSet<>(Set.of(node));
        Set<String> rim = seen;
        for (int d = 0; d < depth && !rim.isEmpty(); d++) {
            Set<String> further = new HashSet<>();
            for (String each : rim) further.addAll(next.getOrDefault(each, Set.of()));
            further.removeAll(seen);
            seen.addAll(further);
            rim = further;
        }
        return seen;
    }
}
