package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeCell;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.tasks.CircuitRow;
import org.circuitexplorer.app.tasks.CircuitTree;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.TokenPlace;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.graph.Camera;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.token.TokenHeatMapView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// A person's way through the window, on the sample, with the real engine.
final class JourneyTest extends OpenWindow {
    @Test
    void fromTheSampleToAnAblationAndBackAndToAnotherTask(FxRobot robot) throws TimeoutException {
        await(() -> !text(robot, "#loss-circuit").equals("–"));
        robot.clickOn("single_double_quote");
        assertThat(text(robot, "#circuit-title")).matches("CIRCUIT · \\d+ NODES · \\d+ EDGES");

        clickStrongestNode(robot);
        assertThat(text(robot, "#node-title")).contains("channel");
        await(() -> workspace.statistics().isPresent());
        HistogramView histogram = robot.lookup("#histogram").queryAs(HistogramView.class);
        await(() -> histogram.dataProperty().get().total() > 0);

        String before = text(robot, "#loss-now");
        robot.press(KeyCode.M).release(KeyCode.M);
        await(() -> number(robot, "#loss-now") > Double.parseDouble(before) + 0.1);
        assertThat(text(robot, "#ablated-count")).isEqualTo("1 ablated");
        MenuButton ablated = robot.lookup("#ablated-count").queryAs(MenuButton.class);
        assertThat(ablated.getItems())
                .singleElement()
                .satisfies(item -> assertThat(item.getText())
                        .startsWith(workspace
                                .study()
                                .selectionProperty()
                                .get()
                                .orElseThrow()
                                .name())
                        .endsWith("mean"));

        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        await(() -> text(robot, "#loss-now").equals(before));
        assertThat(text(robot, "#ablated-count")).isEqualTo("0 ablated");

        undoALabel(robot);
        chooseATokenAndABin(robot, histogram);
        foldTheTreeAndFindANode(robot);
        growAlongAGhost(robot);
        readTheKeys(robot);
        pruneAnotherAndCancel(robot);
        assertThat(program.failures()).isEmpty();
    }

    private void undoALabel(FxRobot robot) {
        NodeId node = workspace.study().selectionProperty().get().orElseThrow();
        robot.clickOn("#node-label").write("the one").type(KeyCode.ENTER);
        assertThat(label(node)).isEqualTo("the one");
        robot.press(KeyCode.CONTROL, KeyCode.G).release(KeyCode.G, KeyCode.CONTROL);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(label(node)).isEmpty();
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z).release(KeyCode.Z, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(label(node)).isEqualTo("the one");
    }

    private String label(NodeId node) {
        return workspace.study().circuit().orElseThrow().circuit().info(node).label();
    }

    private void chooseATokenAndABin(FxRobot robot, HistogramView histogram) throws TimeoutException {
        TokenHeatMapView prompt = robot.lookup("#prompt-2").queryAs(TokenHeatMapView.class);
        // What was redone may have moved it.
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(prompt.localToScreen(10, 8));
        assertThat(workspace.study().prompts().placeProperty().get()).contains(new TokenPlace(1, 0));
        assertThat(text(robot, "#value-title")).endsWith("SECOND PROMPT");
        assertThat(histogram.dataProperty().get().current()).isPresent();

        robot.clickOn(histogram.localToScreen(20, histogram.getHeight() / 2));
        await(() -> text(robot, "#examples-title").equals("EXAMPLES OF EXACTLY 0"));
        robot.interact(() -> robot.lookup("#examples-100-of-1000")
                .queryAs(ToggleButton.class)
                .fire());
        await(() -> text(robot, "#examples-title").equals("EXAMPLES"));
        await(() -> robot.lookup(".label").queryAllAs(Labeled.class).stream()
                .anyMatch(l -> l.getText() != null && l.getText().startsWith("top 10 %:")));
        robot.interact(() ->
                robot.lookup("#examples-extremes").queryAs(ToggleButton.class).fire());

        assertThat(histogram.logarithmicProperty().get()).isTrue();
        robot.press(KeyCode.SHIFT, KeyCode.L).release(KeyCode.L, KeyCode.SHIFT);
        assertThat(histogram.logarithmicProperty().get()).isFalse();
        assertThat(robot.lookup("#histogram-linear").queryAs(ToggleButton.class).isSelected())
                .isTrue();
        robot.interact(
                () -> robot.lookup("#histogram-log").queryAs(ToggleButton.class).fire());
        assertThat(histogram.logarithmicProperty().get()).isTrue();
    }

    private void foldTheTreeAndFindANode(FxRobot robot) {
        CircuitTree tree = robot.lookup("#circuit").queryAs(CircuitTree.class);
        int rows = tree.getExpandedItemCount();
        robot.interact(() -> tree.getRoot().getChildren().get(1).setExpanded(false));
        assertThat(tree.getExpandedItemCount()).isLessThan(rows);
        NodeId first =
                workspace.study().circuit().orElseThrow().circuit().nodeSet().first();
        robot.clickOn("#find").write(first.name()).type(KeyCode.ENTER);
        assertThat(workspace.study().selectionProperty().get()).contains(first);
        assertThat(tree.getSelectionModel().getSelectedItem().getValue().node()).contains(first);
        assertThat(tree.getExpandedItemCount()).isEqualTo(rows);
        rowsFollowTheItems(robot, tree);
    }

    /// A row that says the same as before, of a circuit that was turned to again, is one of the tree.
    private void rowsFollowTheItems(FxRobot robot, CircuitTree tree) {
        TaskEntry shown = workspace.study().entry().orElseThrow();
        TaskEntry other = workspace.tasks().stream()
                .filter(t -> t.circuit().isEmpty())
                .findFirst()
                .orElseThrow();
        robot.interact(() -> {
            TreeCell<CircuitRow> cell = tree.getCellFactory().call(tree);
            cell.updateTreeView(tree);
            cell.updateIndex(1);
            CircuitRow before = cell.getItem();
            workspace.study().show(other);
            workspace.study().show(shown);
            cell.updateIndex(1);
            assertThat(cell.getItem()).isEqualTo(before);
            assertThat(tree.getRow(cell.getTreeItem())).isEqualTo(1);
            workspace
                    .study()
                    .select(shown.circuit().orElseThrow().circuit().nodeSet().first());
        });
    }

    private void growAlongAGhost(FxRobot robot) throws TimeoutException {
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        int before = workspace.study().circuit().orElseThrow().circuit().size();
        robot.type(KeyCode.G);
        PictureNode ghost = graph.getPicture().nodes().stream()
                .filter(n -> n.state() == NodeState.GHOST)
                .findFirst()
                .orElseThrow();
        robot.interact(() -> graph.marks().select(ghost.id()));
        await(() -> workspace.study().circuit().orElseThrow().circuit().size() == before + 1);
        robot.type(KeyCode.G);
        // The first undo shows the ghosts again, the second takes the node back.
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(workspace.study().circuit().orElseThrow().circuit().size()).isEqualTo(before + 1);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(workspace.study().circuit().orElseThrow().circuit().size()).isEqualTo(before);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
    }

    private void readTheKeys(FxRobot robot) throws TimeoutException {
        robot.type(KeyCode.F1);
        assertThat(robot.lookup("#shortcuts").tryQuery()).isPresent();
        robot.interact(() -> robot.lookup("#shortcuts-close").queryButton().fire());
        await(() -> robot.lookup("#shortcuts").tryQuery().isEmpty());
    }

    private void clickStrongestNode(FxRobot robot) {
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        var circuit = workspace.study().circuit().orElseThrow().circuit();
        String node = circuit.nodeSet().stream()
                .max((a, b) -> Double.compare(
                        circuit.info(a).effect().orElseThrow(),
                        circuit.info(b).effect().orElseThrow()))
                .orElseThrow()
                .name();
        Spot spot = Objects.requireNonNull(graph.graphLayout().spots().get(node), node);
        Camera camera = graph.getCamera();
        Point2D place =
                graph.localToScreen(spot.x() * camera.scale() + camera.dx(), spot.y() * camera.scale() + camera.dy());
        robot.clickOn(place);
        assertThat(workspace.study().selectionProperty().get().orElseThrow().name())
                .isEqualTo(node);
    }

    private void pruneAnotherAndCancel(FxRobot robot) throws TimeoutException {
        robot.interact(() -> robot.lookup("#tasks").queryListView().scrollTo(0));
        // The rows stand where they will be clicked only after the next layout.
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("bracket_brace");
        await(() -> workspace.study().entry().orElseThrow().name().equals("bracket_brace"));
        TaskEntry entry = workspace.study().entry().orElseThrow();
        robot.clickOn("#prune");
        robot.clickOn("#prune-start");
        await(() -> entry.pruningProperty().get().isPresent());
        Job search = entry.pruningProperty().get().orElseThrow();
        robot.clickOn("#prune-pause");
        assertThat(search.pausedProperty().get()).isTrue();
        robot.clickOn("#prune-pause");
        assertThat(search.pausedProperty().get()).isFalse();
        robot.clickOn("#prune-pause");
        robot.clickOn("#prune-cancel");
        await(() -> entry.pruningProperty().get().isEmpty());
        assertThat(List.copyOf(workspace.jobs().running()).stream().map(j -> j.name()))
                .noneMatch(name -> name.startsWith("Pruning"));
        robot.clickOn("#prune-close");
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static double number(FxRobot robot, String id) {
        return Double.parseDouble(text(robot, id));
    }
}
