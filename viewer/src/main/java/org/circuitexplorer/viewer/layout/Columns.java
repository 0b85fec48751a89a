package org.circuitexplorer.viewer.layout;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Gives every slot its x: each row in turn moves towards the median of its neighbours below, then above, as far as
/// order and gaps allow, so that chains become straight.
final class Columns {
    private static final int SWEEPS = 12;
    private static final double PASSING_GAP = 13;
    private static final double SNAP = 24;
    private final List<List<Slot>> rows;
    private final double gap;

    Columns(List<List<Slot>> rows) {
        this.rows = rows;
        long widest = rows.stream()
                .mapToLong(row -> row.stream().filter(s -> s.isNode).count())
                .max()
                .orElse(1);
        gap = Math.clamp(440.0 / widest, 18, 104);
    }

    void place() {
        for (List<Slot> row : rows) {
            move(row, new double[row.size()], ones(row.size()));
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean upwards = sweep % 2 == 0;
            for (int k = 0; k < rows.size(); k++) align(rows.get(upwards ? k : rows.size() - 1 - k), upwards, sweep);
        }
        for (int k = 0; k < rows.size(); k++) alignBoth(rows.get(k));
        for (int k = rows.size() - 1; k >= 0; k--) alignBoth(rows.get(k));
        for (List<Slot> row : rows) straighten(row);
        for (List<Slot> row : rows.reversed()) straighten(row);
        for (List<Slot> row : rows) straighten(row);
        for (List<Slot> row : rows) gather(row);
        closeStrips();
        double left = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(s -> s.x - s.width / 2)
                .min()
                .orElse(0);
        for (List<Slot> row : rows) for (Slot slot : row) slot.x = Math.rint(slot.x - left);
    }

    /// Brings slots without a link, at either end of a row, to those with one.
    private void gather(List<Slot> row) {
        int first = 0;
        while (first < row.size() && isLone(row.get(first))) first++;
        if (first == row.size()) return;
        for (int i = first - 1; i >= 0; i--) {
            Slot next = row.get(i + 1);
            row.get(i).x = Math.max(row.get(i).x, next.x - distance(row.get(i), next));
        }
        int last = row.size() - 1;
        while (isLone(row.get(last))) last--;
        for (int i = last + 1; i < row.size(); i++) {
            Slot before = row.get(i - 1);
            row.get(i).x = Math.min(row.get(i).x, before.x + distance(before, row.get(i)));
        }
    }

    private static boolean isLone(Slot slot) {
        return slot.above.isEmpty() && slot.below.isEmpty();
    }

    /// Where nothing stands in any row, as between parts that are hardly linked, no more room is left than between two
    /// neighbours.
    private void closeStrips() {
        List<Slot> fromLeft = rows.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(s -> s.x - s.width / 2))
                .toList();
        double end = fromLeft.isEmpty() ? 0 : fromLeft.getFirst().x;
        double shift = 0;
        for (Slot slot : fromLeft) {
            slot.x -= shift;
            double strip = slot.x - slot.width / 2 - end - gap;
            if (strip > 0) {
                slot.x -= strip;
                shift += strip;
            }
            end = Math.max(end, slot.x + slot.width / 2);
        }
    }

    private void align(List<Slot> row, boolean downwards, int sweep) {
        double[] wanted = new double[row.size()];
        double[] weight = new double[row.size()];
        for (int i = 0; i < wanted.length; i++) {
            Slot slot = row.get(i);
            List<Slot.Link> links = slot.links(downwards);
            wanted[i] = links.isEmpty() ? slot.x : sweep < SWEEPS / 2 ? mean(links) : median(links);
            weight[i] = links.isEmpty() ? 0.05 : pull(links);
        }
        move(row, wanted, weight);
    }

    private void alignBoth(List<Slot> row) {
        double[] wanted = new double[row.size()];
        double[] weight = new double[row.size()];
        for (int i = 0; i < wanted.length; i++) {
            Slot slot = row.get(i);
            boolean downwards = pull(slot.below) > pull(slot.above);
            List<Slot.Link> links = slot.links(downwards || slot.above.isEmpty());
            wanted[i] = links.isEmpty() ? slot.x : median(links);
            weight[i] = 0.05 + pull(links);
        }
        move(row, wanted, weight);
    }

    /// Moves slots that stand a little aside of a neighbour right above or below it, the strongest that has room.
    private void straighten(List<Slot> row) {
        for (int i = 0; i < row.size(); i++) {
            Slot slot = row.get(i);
            double least = i == 0 ? Double.NEGATIVE_INFINITY : row.get(i - 1).x + closest(row.get(i - 1), slot);
            double most =
                    i == row.size() - 1 ? Double.POSITIVE_INFINITY : row.get(i + 1).x - closest(slot, row.get(i + 1));
            slot.x = Stream.concat(slot.below.stream(), slot.above.stream())
                    .filter(l -> Math.abs(l.end().x - slot.x) <= SNAP && l.end().x >= least && l.end().x <= most)
                    .max(Comparator.comparingDouble(Slot.Link::pull))
                    .map(link -> link.end().x)
                    .orElse(slot.x);
        }
    }

    private void move(List<Slot> row, double[] wanted, double[] weight) {
        double[] distance = new double[row.size()];
        for (int i = 1; i < distance.length; i++) distance[i] = distance(row.get(i - 1), row.get(i));
        double[] placed = Isotonic.place(wanted, weight, distance);
        for (int i = 0; i < placed.length; i++) row.get(i).x = placed[i];
    }

    private double distance(Slot left, Slot right) {
        double halves = (left.width + right.width) / 2;
        return halves + (left.isNode && right.isNode ? gap : Math.min(gap, PASSING_GAP));
    }

    /// How near two neighbours may come for the sake of a straight line.
    private double closest(Slot left, Slot right) {
        double halves = (left.width + right.width) / 2;
        return halves + 0.6 * (distance(left, right) - halves);
    }

    private static double pull(List<Slot.Link> links) {
        return links.stream().mapToDouble(Slot.Link::pull).sum();
    }

    private static double mean(List<Slot.Link> links) {
        return links.stream().mapToDouble(l -> l.pull() * l.end().x).sum() / pull(links);
    }

    /// The weighted median; the middle of two when both halves weigh the same.
    private static double median(List<Slot.Link> links) {
        Slot.Link[] sorted = links.toArray(Slot.Link[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(l -> l.end().x));
        double half = pull(links) / 2;
        double below = 0;
        for (int i = 0; i < sorted.length; i++) {
            below += sorted[i].pull();
            if (below > half) return sorted[i].end().x;
            if (below == half && i + 1 < sorted.length) return (sorted[i].end().x + sorted[i + 1].end().x) / 2;
        }
        return sorted[sorted.length - 1].end().x;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
