package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.picture.NodeColour;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.NodeInfo;
import org.circuitexplorer.engine.circuit.NodeRule;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// A rule and a group, typed in the inspector.
final class NotesJourneyTest extends OpenWindow {
    private final Study study = workspace.study();

    @Test
    void aRuleIsCountedAndAGroupFolded(FxRobot robot) throws Exception {
        await(() -> study.statisticsProperty().get().isPresent());
        List<NodeId> neurons = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind().role() == Role.NEURON)
                .toList();
        robot.interact(() -> study.selection().choose(neurons));
        NodeId node = study.selectionProperty().get().orElseThrow();

        type(robot, "#node-rule", "/(/");
        assertThat(label(robot, "#rule-counts")).startsWith("expected a regular expression");
        type(robot, "#node-rule", "(' (\"");
        await(() -> info(node).rule().flatMap(NodeRule::score).isPresent());
        assertThat(label(robot, "#rule-score")).startsWith("precision ").contains("recall", "F1");
        assertThat(label(robot, "#rule-counts")).contains("is not 0");

        type(robot, "#node-group", "detectors");
        assertThat(neurons).allMatch(n -> info(n).group().equals("detectors"));
        assertThat(neurons).allMatch(n -> info(n).colour().equals(NodeColour.ORANGE.web()));
        assertThat(robot.lookup("#colour-orange").queryAs(ToggleButton.class).isSelected())
                .isTrue();
        robot.interact(robot.lookup("#colour-green").queryAs(ToggleButton.class)::fire);
        assertThat(neurons).allMatch(n -> info(n).colour().equals(NodeColour.GREEN.web()));

        namesAndNotesOfAll(robot, neurons);
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        robot.interact(graph::requestFocus);
        robot.press(KeyCode.SHIFT).type(KeyCode.G).release(KeyCode.SHIFT);
        assertThat(graph.getPicture().nodesById()).doesNotContainKey(node.name());
        assertThat(study.selection().nodes()).hasSameElementsAs(neurons);
        robot.press(KeyCode.SHIFT).type(KeyCode.G).release(KeyCode.SHIFT);
        assertThat(graph.getPicture().nodesById()).containsKey(node.name());
        assertThat(program.failures()).isEmpty();
    }

    private void namesAndNotesOfAll(FxRobot robot, List<NodeId> neurons) {
        assertThat(label(robot, "#node-others")).isNotEmpty();
        type(robot, "#node-note", "seen together");
        assertThat(neurons)
                .allMatch(n -> info(n).note().equals("seen together")
                        && info(n).label().isEmpty());
        type(robot, "#node-label", "detector");
        assertThat(neurons).allMatch(n -> info(n).label().equals("detector"));
        robot.interact(study.history()::undo);
        assertThat(neurons).allMatch(n -> info(n).label().isEmpty());
        assertThat(robot.lookup("#node-label").queryAs(TextField.class).getText())
                .isEmpty();
        robot.interact(() -> study.select(neurons.getFirst()));
        type(robot, "#node-label", "the first");
        robot.interact(() -> study.selection().choose(neurons));
        assertThat(neurons.stream().map(n -> info(n).label())).containsOnlyOnce("the first");
    }

    private static void type(FxRobot robot, String field, String text) {
        TextField at = robot.lookup(field).queryAs(TextField.class);
        robot.interact(() -> {
            at.requestFocus();
            at.setText(text);
        });
        robot.type(KeyCode.ENTER);
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private NodeInfo info(NodeId node) {
        return study.circuit().orElseThrow().circuit().info(node);
    }
}
