package org.circuitexplorer.viewer.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.layout.NodeSize;
import org.circuitexplorer.viewer.layout.Spot;

/// Finds places for label chips near their nodes that cover neither nodes nor other chips; shortens a label where there
/// is no room for all of it.
final class ChipPlacement {
    static final double HEIGHT = 20;
    private static final double PADDING = 9;
    private static final double LEAST_PADDING = 8;
    private static final double AWAY = 7;
    private final List<Bounds> taken = new ArrayList<>();
    private final List<double[]> inked;

    private ChipPlacement(List<PlacedNode> nodes, List<PlacedEdge> edges) {
        for (PlacedNode node : nodes) taken.add(Bounds.of(node.spot()).grown(2));
        inked = edges.stream().map(PlacedEdge::samples).toList();
    }

    /// How a chip's text is set.
    static Lettering lettering(Ink ink) {
        return new Lettering(Typeface.SANS, 11.5, ink, Anchor.MIDDLE);
    }

    /// As above, larger in a small drawing, as far as the chip has room.
    ///
    /// @param scale pixels per unit
    static Lettering lettering(String text, Ink ink, double scale) {
        Lettering usual = lettering(ink);
        double room = 1 + (2 * PADDING - LEAST_PADDING) / usual.widthOf(text);
        return usual.times(Math.max(1, Math.min(NodeSize.wanted(usual.size(), scale), room)));
    }

    static List<PlacedChip> of(List<PlacedNode> nodes, List<PlacedEdge> edges) {
        List<PlacedNode> labelled =
                nodes.stream().filter(n -> !n.node().label().isBlank()).toList();
        if (labelled.isEmpty()) return List.of();
        ChipPlacement placement = new ChipPlacement(nodes, edges);
        return labelled.stream()
                .sorted(Comparator.comparing(PlacedNode::id))
                .map(placement::place)
                .toList();
    }

    private PlacedChip place(PlacedNode node) {
        String text = node.node().label().strip();
        for (int length = text.length(); length > 6; length -= 3) {
            String shortened =
                    length == text.length() ? text : text.substring(0, length).stripTrailing() + "…";
            Optional<Bounds> bounds = free(node.spot(), width(shortened));
            if (bounds.isPresent()) return chip(node, shortened, bounds.get());
        }
        String shortest = text.length() > 6 ? text.substring(0, 6).stripTrailing() + "…" : text;
        double width = width(shortest);
        Bounds place =
                free(node.spot(), width).orElse(candidates(node.spot(), width).getFirst());
        return chip(node, shortest, place);
    }

    /// The place that covers no node or chip and few lines; places at the left or below count as worse than one line,
    /// since labels are looked for at the right and above.
    private Optional<Bounds> free(Spot spot, double width) {
        return candidates(spot, width).stream()
                .filter(b -> taken.stream().noneMatch(b::meets))
                .min(Comparator.comparingDouble(b -> linesUnder(b) + burden(b, spot)));
    }

    private static double burden(Bounds place, Spot spot) {
        return (place.left() < spot.x() ? 2.5 : 0) + (place.top() > spot.y() ? 1.5 : 0);
    }

    private long linesUnder(Bounds bounds) {
        return inked.stream().filter(samples -> anyInside(samples, bounds)).count();
    }

    private static boolean anyInside(double[] samples, Bounds bounds) {
        for (int i = 0; i < samples.length; i += 2) {
            if (bounds.contains(samples[i], samples[i + 1])) return true;
        }
        return false;
    }

    private PlacedChip chip(PlacedNode node, String text, Bounds bounds) {
        taken.add(bounds.grown(2));
        return new PlacedChip(node.id(), text, bounds);
    }

    /// Beside the upward line first, then beside the downward one, then beside the node.
    private static List<Bounds> candidates(Spot spot, double width) {
        double above = spot.top() - HEIGHT - AWAY;
        double below = spot.bottom() + AWAY;
        double beside = spot.y() - HEIGHT / 2;
        double right = spot.x() + AWAY + 3;
        double left = spot.x() - AWAY - 3 - width;
        return List.of(
                at(right, above, width),
                at(spot.right() + AWAY, beside, width),
                at(left, above, width),
                at(spot.left() - AWAY - width, beside, width),
                at(right, below, width),
                at(left, below, width));
    }

    private static Bounds at(double x, double y, double width) {
        return new Bounds(x, y, x + width, y + HEIGHT);
    }

    private static double width(String text) {
        return lettering(Ink.of(0)).widthOf(text) + 2 * PADDING;
    }
}
