package org.circuitexplorer.engine.circuit;

import java.util.Comparator;
import org.circuitexplorer.engine.model.NodeId;

/// One non-zero weight between two nodes.
///
/// @param source node that is read
/// @param target node of the same sublayer that reads it
/// @param weight the exact weight
/// @param parameter name of the weight matrix in the checkpoint, such as `transformer.h.0.mlp.c_fc.weight`
/// @param row row in that matrix (an output channel)
/// @param column column in that matrix (an input channel)
public record CircuitEdge(NodeId source, NodeId target, float weight, String parameter, int row, int column)
        implements Comparable<CircuitEdge> {
    private static final Comparator<CircuitEdge> ORDER =
            Comparator.comparing(CircuitEdge::target).thenComparing(CircuitEdge::source);

    @Override
    public int compareTo(CircuitEdge other) {
        return ORDER.compare(this, other);
    }
}
