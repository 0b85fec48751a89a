package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Orders the slots of each row by barycentre sweeps and exchanges of neighbours so that few lines cross. Every tie is
/// broken by the order before, which starts from the names.
final class RowOrder {
    private static final int SWEEPS = 10;
    private final List<List<Slot>> rows;
    private Map<Slot, Integer> best = Map.of();
    private long fewest = Long.MAX_VALUE;

    RowOrder(List<List<Slot>> rows) {
        this.rows = rows;
    }

    /// Orders every row, from the order by name and from its reverse.
    void arrange() {
        number();
        sweepFrom(true);
        rows.forEach(Collections::reverse);
        number();
        sweepFrom(false);
        restore();
    }

    private void sweepFrom(boolean upFirst) {
        keepIfBetter();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean upwards = sweep % 2 == 0 == upFirst;
            for (int k = 1; k < rows.size(); k++) sortRow(rows.get(upwards ? k : rows.size() - 1 - k), upwards);
            exchange();
            keepIfBetter();
        }
    }

    /// Sorts a row by the mean order of its neighbours below (or above); slots without such neighbours keep their
    /// place.
    private void sortRow(List<Slot> row, boolean downwards) {
        Map<Slot, Double> centre = new HashMap<>();
        List<Slot> movable = new ArrayList<>();
        for (Slot slot : row) {
            if (slot.links(downwards).isEmpty()) continue;
            centre.put(slot, barycentre(slot, downwards));
            movable.add(slot);
        }
        movable.sort(Comparator.comparing(s -> centre.getOrDefault(s, 0.0)));
        int next = 0;
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).links(downwards).isEmpty()) row.set(i, movable.get(next++));
        }
        number(row);
    }

    private static double barycentre(Slot slot, boolean downwards) {
        double sum = 0;
        for (Slot.Link link : slot.links(downwards)) sum += link.end().order;
        return sum / slot.links(downwards).size();
    }

    private void exchange() {
        for (int round = 0; round < 4; round++) {
            boolean improved = false;
            for (List<Slot> row : rows) improved |= exchange(row);
            if (!improved) return;
        }
    }

    private static boolean exchange(List<Slot> row) {
        boolean improved = false;
        for (int i = 1; i < row.size(); i++) {
            Slot left = row.get(i - 1);
            Slot right = row.get(i);
            int kept = Crossings.pair(left, right, true) + Crossings.pair(left, right, false);
            int exchanged = Crossings.pair(right, left, true) + Crossings.pair(right, left, false);
            if (exchanged >= kept) continue;
            row.set(i - 1, right);
            row.set(i, left);
            right.order = i - 1;
            left.order = i;
            improved = true;
        }
        return improved;
    }

    private void keepIfBetter() {
        long crossings = Crossings.count(rows);
        if (crossings >= fewest) return;
        fewest = crossings;
        best = new HashMap<>();
        for (List<Slot> row : rows) for (Slot slot : row) best.put(slot, slot.order);
    }

    private void restore() {
        for (List<Slot> row : rows) {
            row.sort(Comparator.comparing(s -> best.getOrDefault(s, s.order)));
            number(row);
        }
    }

    private void number() {
        rows.forEach(RowOrder::number);
    }

    private static void number(List<Slot> row) {
        for (int i = 0; i < row.size(); i++) row.get(i).order = i;
    }
}
