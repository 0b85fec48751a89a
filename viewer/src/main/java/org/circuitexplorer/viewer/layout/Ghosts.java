package org.circuitexplorer.viewer.layout;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.jspecify.annotations.Nullable;

/// Finds free places for ghosts near the nodes they touch, so that the circuit itself stays where it is. There may be
/// thousands of them.
final class Ghosts {
    private static final double GAP = 10;
    private static final double STEP = 8;
    private static final Comparator<PictureNode> BY_NAME = Comparator.comparing(PictureNode::id, new NaturalOrder());

    private final CircuitPicture picture;
    private final Map<String, Spot> spots;

    /// Sums of the places of the circuit's nodes that a ghost touches, and how many these are.
    private static final class Pull {
        private double sum;
        private int nodes;

        private void add(Spot spot) {
            sum += spot.x();
            nodes++;
        }

        private double middle() {
            return sum / nodes;
        }
    }

    /// @param spots of the circuit's nodes; the ghosts' are added
    Ghosts(CircuitPicture picture, Map<String, Spot> spots) {
        this.picture = picture;
        this.spots = spots;
    }

    void place(List<BandSpan> bands) {
        List<PictureNode> ghosts = picture.nodes().stream()
                .filter(n -> n.state() == NodeState.GHOST)
                .sorted(BY_NAME)
                .toList();
        if (ghosts.isEmpty()) return;
        Map<String, Pull> pulls = pulls();
        for (BandSpan band : bands) {
            NavigableMap<Double, Spot> taken = new TreeMap<>();
            for (PictureNode node : picture.nodes()) {
                Spot spot = spots.get(node.id());
                if (spot != null && node.band().equals(band.id())) taken.put(spot.x(), spot);
            }
            for (PictureNode ghost : ghosts) {
                if (!ghost.band().equals(band.id())) continue;
                Pull pull = pulls.get(ghost.id());
                Spot spot = free(NodeSize.of(ghost), pull == null ? 0 : pull.middle(), band.middle(), taken);
                spots.put(ghost.id(), spot);
                taken.put(spot.x(), spot);
            }
        }
    }

    private Map<String, Pull> pulls() {
        Map<String, Pull> pulls = new HashMap<>();
        for (PictureEdge edge : picture.edges()) {
            if (edge.kind() != EdgeKind.GHOST) continue;
            pull(edge.source(), edge.target(), pulls);
            pull(edge.target(), edge.source(), pulls);
        }
        return pulls;
    }

    private void pull(String ghost, String node, Map<String, Pull> pulls) {
        Spot spot = spots.get(node);
        if (spot != null) pulls.computeIfAbsent(ghost, id -> new Pull()).add(spot);
    }

    /// The nearest free place, in steps from the wanted one; of two as near the one on the left.
    private static Spot free(NodeSize size, double wanted, double y, NavigableMap<Double, Spot> taken) {
        double middle = Math.rint(wanted);
        double right = steps(size.width(), middle, 1, taken);
        double left = right == 0 ? 0 : steps(size.width(), middle, -1, taken);
        double x = middle + STEP * (left <= right ? -left : right);
        return new Spot(x, y, size.width(), size.height());
    }

    /// How many steps to go before nothing is in the way.
    private static double steps(double width, double from, int direction, NavigableMap<Double, Spot> taken) {
        double steps = 0;
        while (true) {
            double x = from + direction * steps * STEP;
            @Nullable Spot obstacle = obstacle(width, x, direction, taken);
            if (obstacle == null) return steps;
            double clear = obstacle.x() + direction * ((obstacle.width() + width) / 2 + GAP);
            steps = Math.max(steps + 1, Math.ceil(direction * (clear - from) / STEP));
        }
    }

    /// What stands too near, the furthest in the direction of two. Those beyond its neighbours are further away.
    private static @Nullable Spot obstacle(double width, double x, int direction, NavigableMap<Double, Spot> taken) {
        Map.Entry<Double, Spot> before = direction > 0 ? taken.ceilingEntry(x) : taken.floorEntry(x);
        if (before != null && isNear(before.getValue(), width, x)) return before.getValue();
        Map.Entry<Double, Spot> behind = direction > 0 ? taken.floorEntry(x) : taken.ceilingEntry(x);
        return behind != null && isNear(behind.getValue(), width, x) ? behind.getValue() : null;
    }

    private static boolean isNear(Spot taken, double width, double x) {
        return Math.abs(taken.x() - x) < (taken.width() + width) / 2 + GAP;
    }
}
