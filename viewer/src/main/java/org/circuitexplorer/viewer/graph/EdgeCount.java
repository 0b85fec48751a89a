package org.circuitexplorer.viewer.graph;

import static org.circuitexplorer.viewer.text.Wording.text;

import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.PictureEdge;

/// How many of a picture's edges are shown. Weights between nodes make the size of a circuit; weights of the embedding
/// and unembedding, ghosts, wires and pairings do not count.
///
/// @param shown edges of the circuit at or above the threshold
/// @param total edges of the circuit
/// @param unused edges of the circuit that are known not to be used
public record EdgeCount(int shown, int total, int unused) {
    static EdgeCount of(CircuitPicture picture, double minimumWeight) {
        int shown = 0;
        int total = 0;
        int unused = 0;
        for (PictureEdge edge : picture.edges()) {
            if (edge.kind() != EdgeKind.WEIGHT) continue;
            total++;
            if (edge.unused()) unused++;
            if (Math.abs(edge.weight()) >= minimumWeight) shown++;
        }
        return new EdgeCount(shown, total, unused);
    }

    /// Such as `shown 26 of 41 edges` or `shown 41 of 41 edges, 3 unused (dotted)`.
    @Override
    public String toString() {
        return unused == 0 ? text("graph.shown", shown, total) : text("graph.shown.unused", shown, total, unused);
    }
}
