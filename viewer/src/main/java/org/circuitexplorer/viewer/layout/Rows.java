package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureBand;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// A picture's circuit as rows of slots, bottom row first, with a slot in every row that an edge passes. Residual wires
/// of one channel share their slots, so that they run as one bundle. Ghosts are left out.
final class Rows {
    /// Above so many long weights, they run straight through instead of around nodes.
    private static final int LONG_WEIGHTS = 240;

    private static final Comparator<String> BY_NAME = new NaturalOrder();

    final List<PictureBand> bands = new ArrayList<>();
    final List<List<Slot>> rows = new ArrayList<>();
    final Map<String, Slot> slots = new HashMap<>();
    final Map<Wire, List<Slot>> routes = new HashMap<>();

    Rows(CircuitPicture picture) {
        List<PictureNode> nodes = new ArrayList<>(picture.nodes().stream()
                .filter(n -> n.state() != NodeState.GHOST)
                .sorted(Comparator.comparing(PictureNode::id, BY_NAME))
                .toList());
        for (PictureBand band : picture.bands()) {
            List<PictureNode> inBand =
                    nodes.stream().filter(n -> n.band().equals(band.id())).toList();
            if (!inBand.isEmpty()) addRow(band, inBand);
        }
        List<PictureEdge> edges = picture.edges().stream()
                .filter(e -> e.kind() != EdgeKind.GHOST && e.kind() != EdgeKind.PAIRING)
                .filter(e -> slots.containsKey(e.source()) && slots.containsKey(e.target()))
                .sorted(Comparator.comparing(PictureEdge::source, BY_NAME)
                        .thenComparing(PictureEdge::target, BY_NAME)
                        .thenComparing(PictureEdge::kind))
                .toList();
        long longWeights =
                edges.stream().filter(e -> e.kind().isWeight() && span(e) > 1).count();
        double largest = picture.largestWeight();
        for (PictureEdge edge : edges) route(edge, largest, longWeights <= LONG_WEIGHTS);
    }

    /// The slot of a node; the caller asks only for nodes of the circuit.
    Slot slot(String node) {
        Slot slot = slots.get(node);
        if (slot == null) throw new IllegalArgumentException("no slot for " + node);
        return slot;
    }

    private void addRow(PictureBand band, List<PictureNode> nodes) {
        List<Slot> row = new ArrayList<>();
        for (PictureNode node : nodes) {
            Slot slot = new Slot(node.id(), rows.size(), NodeSize.of(node).width(), true);
            slots.put(node.id(), slot);
            row.add(slot);
        }
        bands.add(band);
        rows.add(row);
    }

    private int span(PictureEdge edge) {
        return Math.abs(slot(edge.target()).row - slot(edge.source()).row);
    }

    private void route(PictureEdge edge, double largest, boolean around) {
        Slot source = slot(edge.source());
        Slot target = slot(edge.target());
        if (source.row == target.row) return;
        Slot lower = source.row < target.row ? source : target;
        Slot upper = lower == source ? target : source;
        boolean residual = edge.kind() == EdgeKind.RESIDUAL;
        double pull = pull(edge, largest);
        if (!residual && !around && upper.row - lower.row > 1) return;
        String bundle = residual ? "~" + lower.name : "~" + edge.kind() + lower.name + "~" + upper.name;
        List<Slot> passed = new ArrayList<>();
        Slot last = lower;
        for (int row = lower.row + 1; row < upper.row; row++) {
            Slot next = pass(bundle, row, last, pull);
            passed.add(next);
            last = next;
        }
        Slot.join(last, upper, pull);
        if (!passed.isEmpty()) routes.put(Wire.of(edge), passed);
    }

    /// How much an edge insists on running straight and clear: the wires that join sublayers most, weights of the
    /// embedding least.
    private static double pull(PictureEdge edge, double largest) {
        double relative = largest == 0 ? 0 : Math.abs(edge.weight()) / largest;
        return switch (edge.kind()) {
            case RESIDUAL -> 2.5;
            case EMBEDDING, UNEMBEDDING -> 0.4 + 0.6 * relative;
            default -> 1 + 2 * relative;
        };
    }

    private Slot pass(String bundle, int row, Slot last, double pull) {
        String name = bundle + "~" + row;
        Slot known = slots.get(name);
        if (known != null) return known;
        Slot slot = new Slot(name, row, 0, false);
        slots.put(name, slot);
        rows.get(row).add(slot);
        Slot.join(last, slot, last.isNode ? pull : 4 * pull);
        return slot;
    }
}
