package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Finds free places for ghosts near the nodes they touch, so that the circuit itself stays where it is.
final class Ghosts {
    private static final double GAP = 10;
    private static final double STEP = 8;
    private final CircuitPicture picture;
    private final Map<String, Spot> spots;

    /// @param spots of the circuit's nodes; the ghosts' are added
    Ghosts(CircuitPicture picture, Map<String, Spot> spots) {
        this.picture = picture;
        this.spots = spots;
    }

    void place(List<BandSpan> bands) {
        for (BandSpan band : bands) {
            List<Spot> taken = new ArrayList<>(picture.nodes().stream()
                    .filter(n -> n.band().equals(band.id()) && spots.containsKey(n.id()))
                    .map(n -> spots.getOrDefault(n.id(), new Spot(0, 0, 0, 0)))
                    .toList());
            picture.nodes().stream()
                    .filter(n -> n.band().equals(band.id()) && n.state() == NodeState.GHOST)
                    .sorted(Comparator.comparing(PictureNode::id, new NaturalOrder()))
                    .forEach(ghost -> {
                        Spot spot = free(ghost, band.middle(), taken);
                        spots.put(ghost.id(), spot);
                        taken.add(spot);
                    });
        }
    }

    private Spot free(PictureNode ghost, double y, List<Spot> taken) {
        NodeSize size = NodeSize.of(ghost);
        double wanted = wanted(ghost.id());
        for (int k = 0; ; k++) {
            int steps = (k + 1) / 2;
            double shift = k % 2 == 0 ? steps * STEP : -steps * STEP;
            Spot spot = new Spot(Math.rint(wanted + shift), y, size.width(), size.height());
            if (taken.stream().noneMatch(t -> Math.abs(t.x() - spot.x()) < (t.width() + spot.width()) / 2 + GAP)) {
                return spot;
            }
        }
    }

    private double wanted(String ghost) {
        return picture.edges().stream()
                .filter(e -> e.touches(ghost))
                .map(e -> otherEnd(e, ghost))
                .filter(spots::containsKey)
                .mapToDouble(id -> spots.getOrDefault(id, new Spot(0, 0, 0, 0)).x())
                .average()
                .orElse(0);
    }

    private static String otherEnd(PictureEdge edge, String node) {
        return edge.source().equals(node) ? edge.target() : edge.source();
    }
}
