package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.circuitexplorer.app.picture.NodeColour;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.model.NodeId;

/// The groups that nodes of the circuit under study are in, and their colours.
public final class NodeGroups {
    private final Study study;

    NodeGroups(Study study) {
        this.study = study;
    }

    /// The nodes of each group, by the group's name.
    public static SortedMap<String, List<NodeId>> of(Circuit circuit) {
        SortedMap<String, List<NodeId>> groups = new TreeMap<>();
        circuit.nodes().forEach((node, info) -> {
            if (!info.group().isEmpty()) {
                groups.merge(
                        info.group(),
                        List.of(node),
                        (one, more) ->
                                Stream.concat(one.stream(), more.stream()).toList());
            }
        });
        return groups;
    }

    /// Puts nodes in a group, or in none for an empty name. Nodes without a colour take that of the group; a
    /// new group takes the first colour that no node has.
    public void assign(List<NodeId> nodes, String name) {
        String title = name.strip();
        String colour = title.isEmpty() ? "" : colourOf(title);
        study.notes()
                .change(
                        nodes,
                        info -> info.withGroup(title)
                                .withColour(
                                        info.colour().isEmpty() || !info.group().isEmpty() ? colour : info.colour()));
    }

    /// Gives nodes a colour, or none for an empty text.
    public void colour(List<NodeId> nodes, String web) {
        study.notes().change(nodes, info -> info.withColour(web));
    }

    private String colourOf(String group) {
        Map<NodeId, NodeInfo> nodes = study.circuit()
                .<Map<NodeId, NodeInfo>>map(document -> document.circuit().nodes())
                .orElse(Map.of());
        Optional<String> known = nodes.values().stream()
                .filter(info -> info.group().equals(group) && !info.colour().isEmpty())
                .map(NodeInfo::colour)
                .findFirst();
        return known.orElseGet(() -> Stream.of(NodeColour.values())
                .map(NodeColour::web)
                .filter(web ->
                        nodes.values().stream().noneMatch(info -> info.colour().equals(web)))
                .findFirst()
                .orElse(NodeColour.ORANGE.web()));
    }
}
