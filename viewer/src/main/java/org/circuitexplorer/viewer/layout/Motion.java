package org.circuitexplorer.viewer.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.viewer.layout.GraphLayout.Via;

/// The layouts between two layouts: nodes of both move, nodes of one stand still.
public record Motion(GraphLayout from, GraphLayout to) {

    /// The layout at a part of the way, 0 to 1; bands and sizes are those of the end.
    public GraphLayout at(double part) {
        if (part >= 1) return to;
        Map<String, Spot> spots = HashMap.newHashMap(to.spots().size());
        to.spots().forEach((id, end) -> {
            Spot start = from.spots().get(id);
            spots.put(id, start == null ? end : start.towards(end, part));
        });
        Map<Wire, List<Via>> routes = HashMap.newHashMap(to.routes().size());
        to.routes().forEach((wire, end) -> routes.put(wire, between(from.route(wire), end, part)));
        return new GraphLayout(spots, to.bands(), routes, to.left(), to.right(), to.height());
    }

    private static List<Via> between(List<Via> start, List<Via> end, double part) {
        if (start.size() != end.size()) return end;
        List<Via> vias = new ArrayList<>(end.size());
        for (int i = 0; i < end.size(); i++) vias.add(start.get(i).towards(end.get(i), part));
        return vias;
    }
}
