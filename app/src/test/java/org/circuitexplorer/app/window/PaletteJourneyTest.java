package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.circuitexplorer.app.action.Action;
import org.circuitexplorer.app.action.Action.Group;
import org.circuitexplorer.app.action.ActionTable;
import org.circuitexplorer.app.action.Key;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Colouring;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Everything can be done from the palette, by keys alone.
final class PaletteJourneyTest extends OpenWindow {
    @Test
    void lettersFindActionsAndPlaces(FxRobot robot) throws Exception {
        Study study = workspace.study();
        await(() -> study.stateProperty().get().isPresent());
        NodeId node = study.circuit().orElseThrow().circuit().nodeSet().first();

        openPalette(robot);
        robot.write("freeze mean");
        assertThat(list(robot).getItems()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#palette-query")
                        .queryAs(Node.class)
                        .getParent()
                        .getParent()
                        .isVisible())
                .isFalse();

        robot.interact(() -> study.select(node));
        openPalette(robot);
        robot.write("ftm").type(KeyCode.ENTER);
        assertThat(study.ablations().of(node)).contains(new Ablation.Mean());
        openPalette(robot);
        robot.write("undo").type(KeyCode.ENTER);
        assertThat(study.ablations().size()).isZero();

        openPalette(robot);
        robot.write("to the node's edges");
        assertThat(list(robot).getItems().getFirst().toString()).contains("next-edge");
        robot.interact(study::selectNothing);
        robot.type(KeyCode.ENTER);
        assertThat(study.selection().edge()).isEmpty();

        openPalette(robot);
        robot.write("colour nodes").type(KeyCode.DOWN);
        assertThat(list(robot).getSelectionModel().getSelectedIndex()).isEqualTo(1);
        robot.type(KeyCode.UP).write(" mean").type(KeyCode.ENTER);
        assertThat(window().session().views().model().colouringProperty().get()).isEqualTo(Colouring.MEAN);

        openPalette(robot);
        robot.write("task bracket counting").type(KeyCode.ENTER);
        assertThat(study.entry().orElseThrow().name()).isEqualTo("bracket_counting");

        // The task that is shown is found too; choosing it leaves everything as it is.
        NodeId shown = study.circuit().orElseThrow().circuit().nodeSet().first();
        robot.interact(() -> study.select(shown));
        openPalette(robot);
        robot.write("task bracket counting").type(KeyCode.ENTER);
        assertThat(study.entry().orElseThrow().name()).isEqualTo("bracket_counting");
        assertThat(study.selection().nodes()).containsExactly(shown);
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void theListOfKeysIsMadeOfTheSameTable(FxRobot robot) {
        ActionTable table = window().actions();
        robot.type(KeyCode.F1);
        var texts =
                robot
                        .from(robot.lookup("#shortcuts"))
                        .lookup((Node n) -> n instanceof Text)
                        .queryAllAs(Text.class)
                        .stream()
                        .map(Text::getText)
                        .toList();
        for (Group group : Group.values()) {
            for (Action action : table.withKeys(group)) {
                assertThat(texts).contains(action.name(), Key.text(action.keys()));
            }
        }
        assertThat(texts).contains("Ctrl+Shift+Z, Ctrl+Y", "F, Ctrl+0", "[", "F1", "Space");
        robot.clickOn("#shortcuts-close");
    }

    private static void openPalette(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    }

    private static ListView<?> list(FxRobot robot) {
        return robot.lookup("#palette-list").queryListView();
    }
}
