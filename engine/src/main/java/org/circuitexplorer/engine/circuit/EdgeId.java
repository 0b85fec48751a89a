package org.circuitexplorer.engine.circuit;

import java.util.Comparator;
import org.circuitexplorer.engine.model.NodeId;

/// What identifies an edge of a model: the nodes at its ends, between which there is at most one weight.
///
/// @param source node that is read
/// @param target node of the same sublayer that reads it
public record EdgeId(NodeId source, NodeId target) implements Comparable<EdgeId> {
    private static final Comparator<EdgeId> ORDER =
            Comparator.comparing(EdgeId::target).thenComparing(EdgeId::source);

    public static EdgeId of(CircuitEdge edge) {
        return new EdgeId(edge.source(), edge.target());
    }

    public boolean touches(NodeId node) {
        return source.equals(node) || target.equals(node);
    }

    @Override
    public int compareTo(EdgeId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + " → " + target;
    }
}
