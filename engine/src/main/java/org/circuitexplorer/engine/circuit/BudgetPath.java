package org.circuitexplorer.engine.circuit;

import java.util.HashSet;
import java.util.List;
import org.circuitexplorer.engine.model.NodeId;

/// Circuits of every size around one, each within the next: what is left when nodes go one after the other, and what
/// comes when more are added.
///
/// @param nodes in the order in which they come; the first k are the circuit of k nodes. The order may end before the
///     sizes do
/// @param points what some of these circuits are worth, by rising size
public record BudgetPath(List<NodeId> nodes, List<Point> points) {
    /// A circuit of the path.
    ///
    /// @param size number of its nodes
    /// @param edges number of its edges
    /// @param loss its task loss on the training pairs, nats
    public record Point(int size, int edges, double loss) {
        public Point {
            if (size < 0) throw new IllegalArgumentException("expected a size of 0 or more, found " + size);
            if (edges < 0) throw new IllegalArgumentException("expected 0 edges or more, found " + edges);
            if (!(loss >= 0) || Double.isInfinite(loss)) {
                throw new IllegalArgumentException("expected a loss of 0 or more, found " + loss);
            }
        }
    }

    public BudgetPath {
        nodes = List.copyOf(nodes);
        points = List.copyOf(points);
        if (new HashSet<>(nodes).size() < nodes.size()) {
            throw new IllegalArgumentException("expected every node of the path once, found one twice");
        }
        for (int i = 1; i < points.size(); i++) {
            int before = points.get(i - 1).size;
            int now = points.get(i).size;
            if (now <= before) {
                throw new IllegalArgumentException("expected rising sizes, found " + now + " after " + before);
            }
        }
    }

    /// The nodes of the circuit of a size.
    ///
    /// @throws IndexOutOfBoundsException when the order ends before
    public List<NodeId> first(int size) {
        return nodes.subList(0, size);
    }
}
