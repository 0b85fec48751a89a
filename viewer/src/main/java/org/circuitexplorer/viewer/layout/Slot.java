package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.List;

/// A place in a row while a layout is made: a node, or where a long edge passes.
final class Slot {
    /// One line to a slot of a neighbouring row.
    record Link(Slot end, double pull) {}

    final String name;
    final int row;
    final double width;
    final boolean isNode;
    final List<Link> below = new ArrayList<>();
    final List<Link> above = new ArrayList<>();
    int order;
    int bestOrder;
    double x;

    Slot(String name, int row, double width, boolean isNode) {
        this.name = name;
        this.row = row;
        this.width = width;
        this.isNode = isNode;
    }

    List<Link> links(boolean downwards) {
        return downwards ? below : above;
    }

    static void join(Slot lower, Slot upper, double pull) {
        lower.above.add(new Link(upper, pull));
        upper.below.add(new Link(lower, pull));
    }
}
