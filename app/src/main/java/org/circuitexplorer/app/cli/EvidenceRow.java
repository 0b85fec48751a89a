package org.circuitexplorer.app.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitLosses;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.Effort;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.validate.SearchedControl;

/// What the same search found for a task in a sparse model and in its dense twin.
///
/// @param controls what it finds in the sparse model where there is nothing to find
record EvidenceRow(String task, Side sparse, Side dense, List<SearchedControl> controls) {
    EvidenceRow {
        controls = List.copyOf(controls);
    }

    /// The controls that come close to the sparse model's circuit.
    List<SearchedControl> close() {
        return controls.stream()
                .filter(control -> control.comesClose(sparse.nodes(), sparse.aimed()))
                .toList();
    }

    /// One of the two.
    ///
    /// @param nodes nodes of the circuit
    /// @param edges edges between them
    /// @param used edges that it really uses; `edges` where the search was stopped before
    /// @param losses on unseen pairs
    /// @param aimed that of them which the search made small
    /// @param seconds how long the search took
    /// @param random the least such loss of random sets with as many nodes at each site
    /// @param reached whether it meets the target
    /// @param effort what refinement took, and whether it came to its own end
    /// @param path circuits of other sizes
    /// @param members the nodes
    /// @param links the edges
    record Side(
            int nodes,
            int edges,
            int used,
            CircuitLosses losses,
            double aimed,
            double random,
            double seconds,
            boolean reached,
            Effort effort,
            BudgetPath path,
            Set<NodeId> members,
            Set<CircuitEdge> links) {
        static Side of(CircuitSearch.Found found, LossKind kind, double random, double seconds, BudgetPath path) {
            CircuitDocument document = found.document();
            int edges = document.edges().size();
            CircuitLosses train = requireNonNull(document.losses().get(CircuitSearch.TRAIN));
            CircuitLosses losses = document.losses().getOrDefault(CircuitSearch.TEST, train);
            return new Side(
                    document.circuit().size(),
                    edges,
                    document.used().map(used -> used.edges().size()).orElse(edges),
                    losses,
                    losses.of(kind),
                    random,
                    seconds,
                    found.targetReached(),
                    found.effort(),
                    path,
                    document.circuit().nodeSet(),
                    Set.copyOf(document.edges()));
        }

        /// The least loss of a circuit of the path that has no more edges; empty when there is none.
        OptionalDouble lossWithin(double mostEdges) {
            return path.points().stream()
                    .filter(point -> point.edges() <= mostEdges)
                    .mapToDouble(BudgetPath.Point::loss)
                    .min();
        }
    }
}
