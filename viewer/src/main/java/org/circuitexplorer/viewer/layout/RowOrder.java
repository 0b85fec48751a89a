package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Orders the slots of each row by barycentre sweeps and exchanges of neighbours so that few lines cross. Every tie is
/// broken by the order before, which starts from the names.
final class RowOrder {
    private static final int SWEEPS = 12;

    /// So many sweeps without a gain end the search.
    private static final int PATIENCE = 3;

    private final List<List<Slot>> rows;
    private double fewest = Double.POSITIVE_INFINITY;

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
        int idle = 0;
        for (int sweep = 0; sweep < SWEEPS && idle < PATIENCE && fewest > 0; sweep++) {
            boolean upwards = sweep % 2 == 0 == upFirst;
            for (int k = 1; k < rows.size(); k++) sortRow(rows.get(upwards ? k : rows.size() - 1 - k), upwards);
            exchange();
            idle = keepIfBetter() ? 0 : idle + 1;
        }
    }

    /// Sorts a row by the mean order of its neighbours below (or above); slots without such neighbours keep their
    /// place.
    private static void sortRow(List<Slot> row, boolean downwards) {
        List<Slot> movable = new ArrayList<>(row.size());
        for (Slot slot : row) {
            if (slot.links(downwards).isEmpty()) continue;
            slot.x = barycentre(slot, downwards);
            movable.add(slot);
        }
        movable.sort(Comparator.comparingDouble(s -> s.x));
        int next = 0;
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).links(downwards).isEmpty()) row.set(i, movable.get(next++));
        }
        number(row);
    }

    private static double barycentre(Slot slot, boolean downwards) {
        double sum = 0;
        double pull = 0;
        for (Slot.Link link : slot.links(downwards)) {
            sum += link.pull() * link.end().order;
            pull += link.pull();
        }
        return sum / pull;
    }

    private void exchange() {
        for (int round = 0; round < 2; round++) {
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
            double gain = Crossings.gain(left, right, true) + Crossings.gain(left, right, false);
            if (gain <= 1e-9) continue;
            row.set(i - 1, right);
            row.set(i, left);
            right.order = i - 1;
            left.order = i;
            improved = true;
        }
        return improved;
    }

    private boolean keepIfBetter() {
        double crossings = Crossings.count(rows);
        if (crossings >= fewest - 1e-9) return false;
        fewest = crossings;
        for (List<Slot> row : rows) for (Slot slot : row) slot.bestOrder = slot.order;
        return true;
    }

    private void restore() {
        for (List<Slot> row : rows) row.sort(Comparator.comparingInt(s -> s.bestOrder));
        number();
    }

    private void number() {
        rows.forEach(RowOrder::number);
    }

    private static void number(List<Slot> row) {
        for (int i = 0; i < row.size(); i++) row.get(i).order = i;
    }
}
