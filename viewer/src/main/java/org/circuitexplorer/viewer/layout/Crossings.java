package org.circuitexplorer.viewer.layout;

import java.util.Arrays;
import java.util.List;

/// Counts how often lines between rows cross.
final class Crossings {
    private Crossings() {}

    /// Crossings between all neighbouring rows.
    static long count(List<List<Slot>> rows) {
        long total = 0;
        for (int r = 1; r < rows.size(); r++)
            total += between(rows.get(r), rows.get(r - 1).size());
        return total;
    }

    /// Crossings of lines from this row to the one below, which has so many slots: inversions, by a Fenwick tree.
    private static long between(List<Slot> upper, int lowerSize) {
        int[] tree = new int[lowerSize + 1];
        long crossings = 0;
        int seen = 0;
        for (Slot slot : upper) {
            int[] ends =
                    slot.below.stream().mapToInt(l -> l.end().order).sorted().toArray();
            for (int end : ends) {
                int notRight = 0;
                for (int i = end + 1; i > 0; i -= i & -i) notRight += tree[i];
                crossings += seen - notRight;
            }
            for (int end : ends) {
                for (int i = end + 1; i <= lowerSize; i += i & -i) tree[i]++;
            }
            seen += ends.length;
        }
        return crossings;
    }

    /// Crossings of the lines of two neighbours of a row on one side, if `left` stands left of `right`.
    static int pair(Slot left, Slot right, boolean downwards) {
        int[] a = ends(left, downwards);
        int[] b = ends(right, downwards);
        int crossings = 0;
        for (int i : a) {
            for (int j : b) if (i > j) crossings++;
        }
        return crossings;
    }

    private static int[] ends(Slot slot, boolean downwards) {
        int[] ends = new int[slot.links(downwards).size()];
        Arrays.setAll(ends, i -> slot.links(downwards).get(i).end().order);
        return ends;
    }
}
