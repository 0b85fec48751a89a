package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.viewer.layout.GraphLayout.Via;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Lays a circuit out in bands, tokens at the bottom and logits at the top. The result depends on nodes' and edges'
/// identities and weights alone: not on their order in the picture, on ablation, fill, labels or thresholds.
public final class LayeredLayout {
    private static final double BAND_HEIGHT = 74;
    private static final double HEAD_BAND_HEIGHT = 92;
    private final CircuitPicture picture;

    private LayeredLayout(CircuitPicture picture) {
        this.picture = picture;
    }

    /// The layout of a picture.
    public static GraphLayout of(CircuitPicture picture) {
        Rows rows = new Rows(picture);
        new RowOrder(rows.rows).arrange();
        new Columns(rows.rows).place();
        return new LayeredLayout(picture).collect(rows);
    }

    /// The layout of a picture whose nodes stand in the same order as in another layout, such as that of the largest
    /// circuit on a pruning path: nodes that both have never change places. A node that stands for others is
    /// where these were; nodes unknown there go to the right.
    public static GraphLayout of(CircuitPicture picture, GraphLayout reference) {
        Rows rows = new Rows(picture);
        new RowOrder(rows.rows).arrange();
        Map<String, Double> parts = parts(picture, reference);
        for (List<Slot> row : rows.rows) {
            double width = reference.right();
            Map<Slot, Double> place = new HashMap<>();
            for (Slot slot : row) {
                place.put(slot, parts.getOrDefault(slot.name, known(slot, reference, width)));
            }
            row.sort(Comparator.comparingDouble(s -> place.getOrDefault(s, width)));
            for (int i = 0; i < row.size(); i++) row.get(i).order = i;
        }
        new Columns(rows.rows).place();
        return new LayeredLayout(picture).collect(rows);
    }

    private static Map<String, Double> parts(CircuitPicture picture, GraphLayout reference) {
        Map<String, Double> middles = new HashMap<>();
        for (PictureNode node : picture.nodes()) {
            node.members().stream()
                    .flatMap(m -> Optional.ofNullable(reference.spots().get(m)).stream())
                    .mapToDouble(Spot::x)
                    .average()
                    .ifPresent(x -> middles.put(node.id(), x));
        }
        return middles;
    }

    private static double known(Slot slot, GraphLayout reference, double otherwise) {
        Spot spot = reference.spots().get(slot.name);
        if (spot != null) return spot.x();
        return slot.isNode || slot.below.isEmpty()
                ? otherwise
                : known(slot.below.getFirst().end(), reference, otherwise);
    }

    private GraphLayout collect(Rows rows) {
        List<BandSpan> bands = bands(rows);
        Map<String, Double> middles = new HashMap<>();
        for (BandSpan band : bands) middles.put(band.id(), band.middle());
        Map<String, Spot> spots = new HashMap<>();
        for (PictureNode node : picture.nodes()) {
            Slot slot = rows.slots.get(node.id());
            if (slot == null) continue;
            NodeSize size = NodeSize.of(node);
            spots.put(node.id(), new Spot(slot.x, middles.getOrDefault(node.band(), 0.0), size.width(), size.height()));
        }
        new Ghosts(picture, spots).place(bands);
        Map<Wire, List<Via>> routes = new HashMap<>();
        rows.routes.forEach((wire, slots) -> routes.put(
                wire,
                slots.stream()
                        .map(s -> new Via(
                                s.x, middles.getOrDefault(rows.bands.get(s.row).id(), 0.0)))
                        .toList()));
        double left = spots.values().stream().mapToDouble(Spot::left).min().orElse(0);
        double right = spots.values().stream().mapToDouble(Spot::right).max().orElse(0);
        double height = bands.stream().mapToDouble(BandSpan::bottom).max().orElse(0);
        return new GraphLayout(spots, bands, routes, left, right, height);
    }

    /// The bands that have nodes, ghosts included, from the top.
    private List<BandSpan> bands(Rows rows) {
        Set<String> used = new HashSet<>();
        for (PictureBand band : rows.bands) used.add(band.id());
        Set<String> tall = new HashSet<>();
        for (PictureNode node : picture.nodes()) {
            if (node.state() == NodeState.GHOST) used.add(node.band());
            if (node.shape().isHeadChannel()) tall.add(node.band());
        }
        List<BandSpan> spans = new ArrayList<>();
        double top = 0;
        for (PictureBand band : picture.bands().reversed()) {
            if (!used.contains(band.id())) continue;
            double bottom = top + (tall.contains(band.id()) ? HEAD_BAND_HEIGHT : BAND_HEIGHT);
            spans.add(new BandSpan(band.id(), band.label(), top, bottom, spans.size() % 2 == 1));
            top = bottom;
        }
        return spans;
    }
}
