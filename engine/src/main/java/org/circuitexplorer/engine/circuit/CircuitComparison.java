package org.circuitexplorer.engine.circuit;

import java.util.List;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Two circuits over the union of their nodes. Nodes are compared by name, edges by the nodes at their ends: between
/// two models that says which places both use, not that they do the same there.
///
/// @param left the first circuit
/// @param right the second circuit
/// @param nodes which nodes they share
/// @param edges which edges they share
public record CircuitComparison(
        CircuitDocument left, CircuitDocument right, Overlap<NodeId> nodes, Overlap<CircuitEdge> edges) {
    /// Where a node or an edge of the union is found.
    public enum Side {
        BOTH,
        LEFT,
        RIGHT
    }

    /// Losses of the two circuits on the pairs of one of their tasks, in nats.
    ///
    /// @param task name of the task
    /// @param model loss of the whole model
    /// @param left loss of the first circuit, everything else frozen at the means of its file
    /// @param right loss of the second circuit, likewise
    public record CrossLoss(String task, double model, double left, double right) {}

    public static CircuitComparison of(CircuitDocument left, CircuitDocument right) {
        return new CircuitComparison(
                left,
                right,
                Overlap.of(left.circuit().nodeSet(), right.circuit().nodeSet()),
                Overlap.of(left.edges(), right.edges()));
    }

    /// Whether both circuits are of the same weights, so that one can be tried on the other's task.
    public boolean isOfOneModel() {
        return left.model().sha256().equals(right.model().sha256());
    }

    /// @throws IllegalArgumentException when neither circuit has the node
    public Side sideOf(NodeId node) {
        return side(node, nodes);
    }

    /// @throws IllegalArgumentException when neither circuit has the edge
    public Side sideOf(CircuitEdge edge) {
        return side(edge, edges);
    }

    private static <T extends Comparable<? super T>> Side side(T element, Overlap<T> overlap) {
        if (overlap.shared().contains(element)) return Side.BOTH;
        if (overlap.onlyLeft().contains(element)) return Side.LEFT;
        if (overlap.onlyRight().contains(element)) return Side.RIGHT;
        throw new IllegalArgumentException(element + ": expected a part of one of the circuits");
    }

    /// Both circuits on some pairs, with the full model.
    ///
    /// @param model the model of both
    /// @param task what to call the pairs
    /// @throws IllegalArgumentException when a circuit is of another model
    public CrossLoss on(String task, List<PromptPair> pairs, SparseTransformer model, Workers workers) {
        NodeIndex index = new NodeIndex(model.config());
        try (TaskEvaluator evaluator = new TaskEvaluator(model, pairs, workers)) {
            return new CrossLoss(
                    task,
                    evaluator.evaluate(Interventions.NONE).loss(),
                    loss(left, evaluator, index),
                    loss(right, evaluator, index));
        }
    }

    private static double loss(CircuitDocument circuit, TaskEvaluator evaluator, NodeIndex index) {
        return evaluator
                .evaluate(circuit.circuit().mask(index), circuit.means(index))
                .loss();
    }
}
