package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.viewer.graph.Camera;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.Tint;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// What the graph shows of nodes: neighbours, values under the pointer, what was searched for, colours.
final class GraphJourneyTest extends OpenWindow {
    private final Study study = workspace.study();

    @Test
    void nodesAreLookedAtInTheGraph(FxRobot robot) throws Exception {
        await(() -> study.stateProperty().get().isPresent());
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        neighboursStandOut(robot, graph);
        valuesAreSaidUnderThePointer(robot, graph);
        allThatIsFoundIsMarked(robot, graph);
        nodesAreFilledWithTheirOwnColour(robot, graph);
        assertThat(program.failures()).isEmpty();
    }

    private void neighboursStandOut(FxRobot robot, CircuitGraphView graph) {
        CircuitEdge edge = study.circuit().orElseThrow().edges().getFirst();
        robot.interact(() -> {
            study.select(edge.target());
            graph.requestFocus();
        });
        robot.type(KeyCode.ENTER);
        int near = graph.marks().pathProperty().get().size();
        assertThat(graph.marks().pathProperty().get())
                .contains(edge.target().name(), edge.source().name())
                .hasSizeLessThan(graph.getPicture().nodes().size());
        robot.type(KeyCode.ENTER);
        assertThat(graph.marks().pathProperty().get().size()).isGreaterThan(near);
        for (int i = 0; i < 20 && !graph.marks().pathProperty().get().isEmpty(); i++) robot.type(KeyCode.ENTER);
        assertThat(graph.marks().pathProperty().get()).isEmpty();
        robot.type(KeyCode.ENTER);
        assertThat(graph.marks().pathProperty().get()).hasSize(near);
        robot.type(KeyCode.ESCAPE);
        assertThat(graph.marks().pathProperty().get()).isEmpty();
        robot.type(KeyCode.F);
    }

    private void valuesAreSaidUnderThePointer(FxRobot robot, CircuitGraphView graph) throws Exception {
        NodeId node = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .max(Comparator.comparingDouble(n ->
                        study.circuit().orElseThrow().circuit().info(n).effect().orElse(0)))
                .orElseThrow();
        var state = study.stateProperty().get().orElseThrow();
        TokenPlace place = study.prompts().place(node, state);
        // Until the graph is fitted in again.
        robot.sleep(600);
        Camera camera = graph.getCamera();
        Spot spot = graph.graphLayout().spot(node.name());
        robot.moveTo(
                graph.localToScreen(spot.x() * camera.scale() + camera.dx(), spot.y() * camera.scale() + camera.dy()));
        robot.moveBy(1, 1);
        await(() -> !hint(graph).isEmpty());
        assertThat(hint(graph))
                .contains("value %+.3f".formatted(state.now().value(node, place)))
                .contains("loss if ablated");
    }

    private static String hint(CircuitGraphView graph) {
        return graph.getChildrenUnmodifiable().stream()
                .filter(n -> n instanceof Label && n.isVisible())
                .map(n -> ((Label) n).getText())
                .collect(Collectors.joining());
    }

    private void allThatIsFoundIsMarked(FxRobot robot, CircuitGraphView graph) throws Exception {
        robot.clickOn("#find").write("attn.k");
        long keys = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.name().contains("attn.k"))
                .count();
        await(() -> graph.marks().highlightedProperty().get().size() == keys);
        robot.type(KeyCode.ENTER);
        await(() -> graph.marks().highlightedProperty().get().isEmpty());
        assertThat(study.selectionProperty().get().orElseThrow().name()).contains("attn.k");
    }

    private void nodesAreFilledWithTheirOwnColour(FxRobot robot, CircuitGraphView graph) {
        NodeId node = study.selectionProperty().get().orElseThrow();
        robot.interact(() -> {
            study.notes().change(node, info -> info.withColour("#d55e00"));
            study.changeLook(study.look().withColouring(Colouring.COLOUR));
        });
        PictureNode shown = graph.getPicture().nodesById().get(node.name());
        assertThat(shown).isNotNull().satisfies(n -> {
            assertThat(n.tint()).isEqualTo(Tint.MARK);
            assertThat(n.strength()).isEqualTo(1);
        });
        assertThat(graph.getPicture().nodes().stream().filter(n -> n.tint() == Tint.MARK && n.strength() > 0))
                .hasSize(1);
    }
}
