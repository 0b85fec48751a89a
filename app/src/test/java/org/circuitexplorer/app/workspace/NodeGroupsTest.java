package org.circuitexplorer.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.picture.CircuitPart;
import org.circuitexplorer.app.picture.NodeColour;
import org.circuitexplorer.app.tasks.CircuitRow;
import org.circuitexplorer.app.topbar.NodeSearch;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.junit.jupiter.api.Test;

/// Groups of nodes that a person makes.
final class NodeGroupsTest extends StudyOfTheSample {
    private final NodeGroups groups = study.groups();

    @Test
    void aGroupHasNodesAndAColourAndIsFoundListedAndUndone() {
        List<NodeId> neurons = nodes(Role.NEURON);
        List<NodeId> values = nodes(Role.VALUE);
        groups.assign(neurons, " detectors ");
        groups.assign(values, "movers");

        assertThat(NodeGroups.of(circuit()).keySet()).containsExactly("detectors", "movers");
        assertThat(NodeGroups.of(circuit()).get("detectors")).isEqualTo(neurons);
        assertThat(neurons).allMatch(n -> colour(n).equals(NodeColour.ORANGE.web()));
        assertThat(values).allMatch(n -> colour(n).equals(NodeColour.SKY.web()));
        assertThat(new NodeSearch(study).find("detectors"))
                .extracting(NodeSearch.Hit::node)
                .containsExactlyInAnyOrderElementsOf(neurons);
        TaskEntry entry = study.entry().orElseThrow();
        List<CircuitRow> rows = CircuitRow.of(
                circuit(),
                study.ablations(),
                entry.model().config(),
                TaskTokens.of(entry.task().test()));
        assertThat(rows.getFirst().isNamedGroup()).isTrue();
        assertThat(rows.getFirst().text()).isEqualTo("detectors");
        assertThat(rows.getFirst().children()).hasSameSizeAs(neurons);
        assertThat(rows.getFirst().children()).allMatch(row -> row.colour().equals(NodeColour.ORANGE.web()));

        groups.assign(List.of(neurons.getFirst()), "movers");
        assertThat(colour(neurons.getFirst())).isEqualTo(NodeColour.SKY.web());
        groups.assign(List.of(neurons.getFirst()), "");
        assertThat(colour(neurons.getFirst())).isEmpty();
        groups.colour(List.of(neurons.getFirst()), NodeColour.GREEN.web());
        groups.assign(List.of(neurons.getFirst()), "movers");
        assertThat(colour(neurons.getFirst())).isEqualTo(NodeColour.GREEN.web());

        for (int i = 0; i < 6; i++) study.history().undo();
        assertThat(NodeGroups.of(circuit())).isEmpty();
        assertThat(circuit().nodes().values()).allMatch(info -> info.colour().isEmpty());
    }

    @Test
    void aGroupIsDrawnAsOneNodeInItsColour() {
        GraphModel graph = new GraphModel(study);
        study.show(workspace.task("bracket_brace").orElseThrow());
        study.show(workspace.task("single_double_quote").orElseThrow());
        List<NodeId> neurons = nodes(Role.NEURON);
        groups.assign(neurons, "detectors");
        int before = graph.pictureProperty().get().nodes().size();
        assertThat(graph.pictureProperty()
                        .get()
                        .nodesById()
                        .get(neurons.getFirst().name()))
                .satisfies(node -> assertThat(node.mark()).isEqualTo(NodeColour.ink(NodeColour.ORANGE.web())));

        graph.toggleCollapsed(CircuitPart.groupOf(neurons.getFirst(), circuit()).orElseThrow());
        String part = graph.collapse().shownAs(neurons.getFirst());
        assertThat(graph.collapse().hidden(part)).contains(neurons);
        assertThat(graph.pictureProperty().get().nodes()).hasSize(before - neurons.size() + 1);
        assertThat(graph.pictureProperty().get().nodesById().get(part))
                .satisfies(node -> assertThat(node.mark()).isEqualTo(NodeColour.ink(NodeColour.ORANGE.web())));
        study.changeLook(study.look().withCollapsed(new TreeSet<>()));
        assertThat(graph.pictureProperty().get().nodes()).hasSize(before);
    }

    private Circuit circuit() {
        return study.circuit().orElseThrow().circuit();
    }

    private String colour(NodeId node) {
        return circuit().info(node).colour();
    }

    private List<NodeId> nodes(Role role) {
        return circuit().nodeSet().stream()
                .filter(n -> n.site().kind().role() == role)
                .toList();
    }
}
