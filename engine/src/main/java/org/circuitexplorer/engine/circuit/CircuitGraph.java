package org.circuitexplorer.engine.circuit;

import java.util.List;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DirectedAcyclicGraph;

/// A circuit with the edges of its model between its nodes.
///
/// @param circuit the nodes
/// @param graph the same nodes and every non-zero weight between two of them; not modifiable
/// @param edges the edges of `graph`, by target, then source; their number is the size of the circuit
public record CircuitGraph(Circuit circuit, Graph<NodeId, CircuitEdge> graph, List<CircuitEdge> edges) {
    /// @throws IllegalArgumentException when the model has no such node
    public static CircuitGraph of(SparseTransformer model, Circuit circuit) {
        NodeEdges weights = new NodeEdges(model);
        DirectedAcyclicGraph<NodeId, CircuitEdge> graph = new DirectedAcyclicGraph<>(CircuitEdge.class);
        for (NodeId node : circuit.nodeSet()) {
            requireNode(model, node);
            graph.addVertex(node);
        }
        List<CircuitEdge> edges = circuit.nodeSet().stream()
                .flatMap(node -> weights.into(node).stream())
                .filter(edge -> circuit.contains(edge.source()))
                .toList();
        for (CircuitEdge edge : edges) graph.addEdge(edge.source(), edge.target(), edge);
        return new CircuitGraph(circuit, new AsUnmodifiableGraph<>(graph), edges);
    }

    private static void requireNode(SparseTransformer model, NodeId node) {
        if (NodeId.parse(node.name(), model.config()).isEmpty()) {
            throw new IllegalArgumentException("the model has no node " + node);
        }
    }
}
