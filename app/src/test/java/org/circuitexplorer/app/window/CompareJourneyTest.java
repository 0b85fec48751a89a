package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import org.circuitexplorer.app.compare.CompareWindow;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Circuits are chosen by keys, at other budgets and from files of other models.
final class CompareJourneyTest extends OpenWindow {
    private static final String WIDE = "../tinypython-3L-wide/circuits/set_or_string.circuit.json";

    @Test
    void circuitsOfOtherTasksBudgetsAndModelsAreCompared(FxRobot robot) throws Exception {
        await(() -> workspace.study().stateProperty().get().isPresent());
        Path sample = workspace.samples().getFirst();
        Path wide = sample.resolve(WIDE).normalize();
        open(robot, wide);
        anArrowTurnsToTheNext(robot);
        aSmallerBudgetIsPartOfTheCircuit(robot);
        anotherModelIsComparedByCounts(robot, wide);
        fire(robot, "#compare-close");

        open(robot, sample.resolve("circuits/bracket_brace.circuit.json"));
        fire(robot, "#compare-file");
        GridPane losses = robot.lookup("#compare-losses").queryAs(GridPane.class);
        await(() -> texts(losses).contains("bracket_brace"));
        fire(robot, "#compare-close");
        assertThat(program.failures()).isEmpty();
    }

    private void open(FxRobot robot, Path file) {
        robot.interact(() -> new CompareWindow(
                        robot.window(0),
                        workspace,
                        workspace.study().entry().orElseThrow(),
                        new SimpleObjectProperty<>(Theme.DARK),
                        () -> Optional.of(file))
                .show());
    }

    private static ComboBox<String> chooser(FxRobot robot) {
        return robot.lookup("#compare-right").queryComboBox();
    }

    private static void anArrowTurnsToTheNext(FxRobot robot) throws TimeoutException {
        ComboBox<String> chooser = chooser(robot);
        robot.interact(chooser::requestFocus);
        robot.type(KeyCode.DOWN, KeyCode.DOWN);
        assertThat(chooser.getSelectionModel().getSelectedIndex()).isEqualTo(2);
        robot.type(KeyCode.UP);
        assertThat(chooser.getSelectionModel().getSelectedIndex()).isEqualTo(1);
        assertThat(chooser.isShowing()).isFalse();
    }

    private void aSmallerBudgetIsPartOfTheCircuit(FxRobot robot) throws TimeoutException {
        CircuitDocument circuit = workspace.study().circuit().orElseThrow();
        ComboBox<String> chooser = chooser(robot);
        String name = chooser.getItems().stream()
                .filter(n -> n.startsWith("single_double_quote at "))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> chooser.getSelectionModel().select(name));
        CircuitGraphView graph = robot.lookup("#compare-graph").queryAs(CircuitGraphView.class);
        GridPane overlap = robot.lookup("#compare-overlap").queryAs(GridPane.class);
        int nodes = Integer.parseInt(name.replaceAll("\\D", ""));
        await(() -> texts(overlap).contains(String.valueOf(nodes)));
        assertThat(graph.getPicture().nodes().stream().filter(n -> !n.shape().isPill()))
                .hasSize(Math.max(nodes, circuit.circuit().size()));
    }

    private static void anotherModelIsComparedByCounts(FxRobot robot, Path wide) throws Exception {
        CircuitDocument other = CircuitFile.read(wide);
        fire(robot, "#compare-file");
        await(() -> robot.lookup("#compare-models").tryQuery().isPresent());
        assertThat(robot.lookup("#compare-graph").tryQuery()).isEmpty();
        assertThat(robot.lookup("#compare-models .label").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains(text("compare.otherPlaces"), text("compare.otherTokens", "set_or_string"));
        GridPane sites = robot.lookup("#compare-sites").queryAs(GridPane.class);
        assertThat(texts(sites)).contains(String.valueOf(other.circuit().size()), "0.mlp.post_act", "0.attn.q");
        GridPane tasks = robot.lookup("#compare-tasks").queryAs(GridPane.class);
        assertThat(texts(tasks)).contains("single_double_quote", "96 of 96", text("compare.sameAnswers"));
    }

    private static List<String> texts(Parent grid) {
        return grid.getChildrenUnmodifiable().stream()
                .filter((Node n) -> n instanceof Labeled)
                .map(n -> ((Labeled) n).getText())
                .toList();
    }
}
