package org.circuitexplorer.viewer.layout;

import java.util.List;

/// Counts how often lines between rows cross, each crossing by the product of the two lines' pulls: strong lines
/// should run clear.
final class Crossings {
    private Crossings() {}

    /// Crossings between all neighbouring rows.
    static double count(List<List<Slot>> rows) {
        double total = 0;
        for (int r = 1; r < rows.size(); r++)
            total += between(rows.get(r), rows.get(r - 1).size());
        return total;
    }

    /// Crossings of lines from this row to the one below, which has so many slots: weighted inversions, by a Fenwick
    /// tree.
    private static double between(List<Slot> upper, int lowerSize) {
        double[] tree = new double[lowerSize + 1];
        double crossings = 0;
        double seen = 0;
        for (Slot slot : upper) {
            for (Slot.Link link : slot.below) {
                double notRight = 0;
                for (int i = link.end().order + 1; i > 0; i -= i & -i) notRight += tree[i];
                crossings += link.pull() * (seen - notRight);
            }
            for (Slot.Link link : slot.below) {
                for (int i = link.end().order + 1; i <= lowerSize; i += i & -i) tree[i] += link.pull();
                seen += link.pull();
            }
        }
        return crossings;
    }

    /// How many crossings fewer the lines of two neighbours of a row have on one side when they change places.
    static double gain(Slot left, Slot right, boolean downwards) {
        double gain = 0;
        for (Slot.Link a : left.links(downwards)) {
            int order = a.end().order;
            for (Slot.Link b : right.links(downwards)) {
                int other = b.end().order;
                if (order > other) gain += a.pull() * b.pull();
                else if (order < other) gain -= a.pull() * b.pull();
            }
        }
        return gain;
    }
}
