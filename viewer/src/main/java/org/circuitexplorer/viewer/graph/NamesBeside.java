package org.circuitexplorer.viewer.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.circuitexplorer.viewer.draw.Ink;
import org.circuitexplorer.viewer.draw.Lettering;
import org.circuitexplorer.viewer.draw.Lettering.Anchor;
import org.circuitexplorer.viewer.draw.Typeface;
import org.circuitexplorer.viewer.layout.NodeSize;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;

/// Finds places beside nodes for what they are called, in drawings so small that nodes hold no letters. The node under
/// the pointer and the few selected always have their names; what joins them, what was found and what is ablated
/// wherever no other name is; all others, those filled most first, where that covers neither nodes nor names. All in
/// pixels.
final class NamesBeside {
    /// Of more nodes than these, only those that are asked about have names.
    private static final int FEW = 400;

    /// More selected nodes than these would cover each other with their names.
    private static final int FEW_ASKED = 8;

    private static final double SIZE = 11.5;
    private static final double HEIGHT = 14;
    private static final double PADDING = 3;
    private static final double AWAY = 2;

    private final GraphScene scene;
    private final GraphLook look;
    private final Camera camera;
    private final Bounds room;
    private final List<Bounds> nodes = new ArrayList<>();
    private final List<Name> placed = new ArrayList<>();

    /// What a node is called, and where that stands.
    ///
    /// @param wanted whether the node is asked about
    record Name(String node, String text, Bounds bounds, boolean wanted) {}

    private NamesBeside(GraphScene scene, GraphLook look, Camera camera, Bounds room) {
        this.scene = scene;
        this.look = look;
        this.camera = camera;
        this.room = room;
    }

    static Lettering lettering(Ink ink) {
        return new Lettering(Typeface.SANS, SIZE, ink, Anchor.MIDDLE);
    }

    /// @param room the part of the view that nothing lies over
    static List<Name> of(GraphScene scene, GraphLook look, Camera camera, Bounds room) {
        NamesBeside names = new NamesBeside(scene, look, camera, room);
        scene.nodes().forEach(n -> names.nodes.add(names.box(n)));
        names.place();
        return names.placed;
    }

    private void place() {
        Set<String> asked = new HashSet<>(look.selected());
        look.marks().hovered().ifPresent(asked::add);
        Set<String> near = new HashSet<>();
        for (String node : asked) {
            for (PictureEdge edge : scene.edgesOf(node)) {
                if (look.shows(edge)) near.addAll(List.of(edge.source(), edge.target()));
            }
        }
        inOrder(n -> asked.contains(n.id())).forEach(n -> place(n, true, asked.size() <= FEW_ASKED));
        inOrder(n -> !asked.contains(n.id()) && (near.contains(n.id()) || look.isFound(n.id()) || n.ablated()))
                .forEach(n -> place(n, true, false));
        if (scene.nodes().size() > FEW) return;
        Set<String> done = new HashSet<>(asked);
        placed.forEach(name -> done.add(name.node()));
        inOrder(n -> !done.contains(n.id()) && !n.ghost() && !look.standsBack(n.id()))
                .forEach(n -> place(n, false, false));
    }

    private Stream<PlacedNode> inOrder(Predicate<PlacedNode> which) {
        return scene.nodes().stream()
                .filter(which)
                .sorted(Comparator.comparingDouble((PlacedNode n) -> -n.node().strength())
                        .thenComparing(PlacedNode::id))
                .toList()
                .stream();
    }

    /// @param always whether it has a name even where another one is
    private void place(PlacedNode node, boolean wanted, boolean always) {
        String text = text(node.node());
        List<Bounds> places = places(box(node), lettering(Ink.of(0)).widthOf(text) + 2 * PADDING);
        Optional<Bounds> place = places.stream()
                .filter(b -> room.holds(b) && isFree(b) && nodes.stream().noneMatch(b::meets))
                .findFirst();
        if (wanted) place = place.or(() -> places.stream().filter(this::isFree).findFirst());
        if (always) place = place.or(() -> Optional.of(places.getFirst()));
        place.ifPresent(b -> placed.add(new Name(node.id(), text, b, wanted)));
    }

    private boolean isFree(Bounds place) {
        return placed.stream().noneMatch(name -> name.bounds().meets(place));
    }

    private static String text(PictureNode node) {
        if (!node.label().isBlank()) return NodeSize.shortened(node.label().strip());
        String text = NodeSize.shortened(node.text());
        return node.shape().isHeadChannel() ? node.shape().letter() + " " + text : text;
    }

    private Bounds box(PlacedNode node) {
        Spot s = node.spot();
        return new Bounds(
                camera.pixelX(s.left()), camera.pixelY(s.top()), camera.pixelX(s.right()), camera.pixelY(s.bottom()));
    }

    /// Beside, above and below a node.
    private static List<Bounds> places(Bounds node, double width) {
        double middle = (node.left() + node.right() - width) / 2;
        double beside = (node.top() + node.bottom() - HEIGHT) / 2;
        double above = node.top() - AWAY - HEIGHT;
        double below = node.bottom() + AWAY;
        double right = node.right() + AWAY;
        double left = node.left() - AWAY - width;
        return List.of(
                at(right, beside, width),
                at(left, beside, width),
                at(middle, above, width),
                at(middle, below, width),
                at(right, above, width),
                at(right, below, width),
                at(left, above, width),
                at(left, below, width));
    }

    private static Bounds at(double x, double y, double width) {
        return new Bounds(x, y, x + width, y + HEIGHT);
    }
}
