package org.circuitexplorer.viewer.layout;

import java.util.List;
import java.util.Map;

/// Where everything stands; the top left corner is (0, 0), x grows to the right, y downwards.
///
/// @param spots every node by its id
/// @param bands from the top to the bottom
/// @param routes for edges that pass through bands between their ends: the x at which they pass each of those bands,
///     from the lower end to the upper
/// @param left of everything; below 0 when ghosts stand there
public record GraphLayout(
        Map<String, Spot> spots,
        List<BandSpan> bands,
        Map<Wire, List<Via>> routes,
        double left,
        double right,
        double height) {
    public static final GraphLayout EMPTY = new GraphLayout(Map.of(), List.of(), Map.of(), 0, 0, 0);

    /// A point that an edge passes vertically.
    public record Via(double x, double y) {
        Via towards(Via other, double part) {
            return new Via(x + (other.x - x) * part, y + (other.y - y) * part);
        }
    }

    public GraphLayout {
        spots = Map.copyOf(spots);
        bands = List.copyOf(bands);
        routes = Map.copyOf(routes);
    }

    /// The place of a node of this layout's picture.
    public Spot spot(String node) {
        Spot spot = spots.get(node);
        if (spot == null) throw new IllegalArgumentException("the layout has no node " + node);
        return spot;
    }

    /// Where an edge passes the bands between its ends; empty for neighbouring bands.
    public List<Via> route(Wire wire) {
        return routes.getOrDefault(wire, List.of());
    }
}
