package org.circuitexplorer.engine.validate;

import java.util.List;

/// Task loss against the number of nodes, for nodes that come in several orders: the circuit's beside orders in which
/// there is less, or nothing, to find.
///
/// @param lines one for each order
public record SizeLosses(List<Line> lines) {
    /// In which order nodes come.
    public enum Order {
        PATH("by the circuit's path"),
        ATTRIBUTION("by attribution"),
        SHUFFLED_ANSWERS("by attribution, shuffled answers"),
        RANDOM("at random");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        /// The order in words.
        public String label() {
            return label;
        }
    }

    /// Losses by one order.
    ///
    /// @param points by rising number of nodes
    public record Line(Order order, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// A circuit of the first nodes.
    ///
    /// @param loss on unseen pairs, nats
    public record Point(int nodes, double loss) {}

    public SizeLosses {
        lines = List.copyOf(lines);
    }
}
