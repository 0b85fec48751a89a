package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.graph.Camera;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.Spot;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeState;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// The menus of nodes and edges in the graph, by mouse and by keys.
final class MenuJourneyTest extends OpenWindow {
    private final Study study = workspace.study();

    /// The headless platform says nothing of menus; others do, once a button is released or pressed.
    @BeforeEach
    void askForMenus(FxRobot robot) {
        robot.interact(() -> robot.window(0).getScene().addEventFilter(MouseEvent.MOUSE_RELEASED, e -> {
            if (e.getButton() != MouseButton.SECONDARY) return;
            Event.fireEvent(
                    e.getTarget(),
                    new ContextMenuEvent(
                            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                            e.getX(),
                            e.getY(),
                            e.getScreenX(),
                            e.getScreenY(),
                            false,
                            e.getPickResult()));
        }));
    }

    @Test
    void nodesAndEdgesHaveMenus(FxRobot robot) throws Exception {
        CircuitGraphView graph = stillGraph(robot);
        ofANodeByMouse(robot, graph);
        ofANodeByKeys(robot, graph);
        ofAnEdgeByMouse(robot, graph);
        ofAnEdgeByKeys(robot);
        ofAGhost(robot, graph);
        nothingHasNone(robot, graph);
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void aMenuIsGoneBeforeTheWindowIs(FxRobot robot) throws Exception {
        CircuitGraphView graph = stillGraph(robot);
        robot.rightClickOn(place(graph, nodes().getFirst()));
        assertThat(menus()).hasSize(1);
        Stage stage = (Stage) graph.getScene().getWindow();
        AtomicReference<List<ContextMenu>> left = new AtomicReference<>(menus());
        robot.interact(() -> {
            stage.addEventHandler(WindowEvent.WINDOW_HIDING, e -> left.set(menus()));
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
        assertThat(stage.isShowing()).isFalse();
        assertThat(left.get()).isEmpty();
    }

    /// The graph, once nothing in it moves any more.
    private CircuitGraphView stillGraph(FxRobot robot) throws Exception {
        await(() -> study.stateProperty().get().isPresent());
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        robot.interact(() -> graph.animatedProperty().set(false));
        AtomicReference<Point2D> before = new AtomicReference<>(Point2D.ZERO);
        await(() -> {
            Point2D now = place(graph, nodes().getFirst());
            return now.equals(before.getAndSet(now));
        });
        return graph;
    }

    private void ofANodeByMouse(FxRobot robot, CircuitGraphView graph) throws Exception {
        NodeId node = nodes().getFirst();
        // Its menu, to the right and below, does not cover the first.
        NodeId other = nodes().stream()
                .filter(n -> place(graph, n).getX() > place(graph, node).getX() + 30)
                .findFirst()
                .orElseThrow();
        robot.rightClickOn(place(graph, other));
        assertThat(study.selection().nodes()).containsExactly(other);
        assertThat(menus()).hasSize(1);
        robot.rightClickOn(place(graph, node));
        assertThat(study.selection().nodes()).containsExactly(node);
        assertThat(menus()).as("the one before is closed").hasSize(1);
        assertThat(menus().getFirst().getItems())
                .extracting(MenuItem::getId)
                .contains("toggle", "mean", "zero", "resample", "head", "layer", "keep-only", "copy-name");
        double before = losses();
        robot.clickOn("#zero");
        assertThat(menus()).isEmpty();
        assertThat(study.ablations().of(node)).contains(new Ablation.Zero());
        await(() -> losses() != before);
        robot.rightClickOn(place(graph, node)).clickOn("#active");
        assertThat(study.ablations().isNone()).isTrue();
    }

    private void ofANodeByKeys(FxRobot robot, CircuitGraphView graph) {
        NodeId node = nodes().getFirst();
        robot.interact(() -> study.select(node));
        robot.press(KeyCode.SHIFT, KeyCode.F10).release(KeyCode.F10, KeyCode.SHIFT);
        assertThat(menus()).hasSize(1);
        Point2D at = place(graph, node);
        assertThat(menus().getFirst().getAnchorX()).as("at the node").isCloseTo(at.getX(), within());
        assertThat(menus().getFirst().getAnchorY()).isBetween(at.getY(), at.getY() + 60);
        choose(robot, "toggle");
        assertThat(study.ablations().contains(node)).isTrue();

        byMenuKey(robot, graph);
        assertThat(menus()).hasSize(1);
        robot.type(KeyCode.ESCAPE);
        assertThat(menus()).isEmpty();
        assertThat(study.ablations().contains(node)).as("left alone").isTrue();
        robot.interact(() -> study.switches().reset());
    }

    /// What the key says to the program: a request that is no pointer's, for what has the focus.
    private static void byMenuKey(FxRobot robot, CircuitGraphView graph) {
        Node focused = graph.getScene().getFocusOwner();
        assertThat(focused).isSameAs(graph);
        robot.interact(() -> focused.fireEvent(
                new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, 5, 5, true, null)));
    }

    private void ofAnEdgeByMouse(FxRobot robot, CircuitGraphView graph) {
        EdgeId edge = straightEdge(graph);
        robot.rightClickOn(middle(graph, edge));
        assertThat(study.selection().edge()).contains(edge);
        robot.clickOn("#ablate-edge");
        assertThat(menus()).isEmpty();
        assertThat(study.ablations().edges()).containsExactly(edge);
        robot.rightClickOn(middle(graph, edge));
        assertThat(menus().getFirst().getItems().getFirst().getText()).isEqualTo("Ablated: make it active");
        robot.clickOn("#ablate-edge");
        assertThat(study.ablations().isNone()).isTrue();
        robot.rightClickOn(middle(graph, edge)).clickOn("#edge-target");
        assertThat(study.selection().nodes()).containsExactly(edge.target());
    }

    private void ofAnEdgeByKeys(FxRobot robot) {
        robot.type(KeyCode.E);
        EdgeId edge = study.selection().edge().orElseThrow();
        robot.press(KeyCode.SHIFT, KeyCode.F10).release(KeyCode.F10, KeyCode.SHIFT);
        choose(robot, "ablate-edge");
        assertThat(study.ablations().edges()).containsExactly(edge);
        robot.interact(() -> study.switches().reset());
    }

    /// Goes down to an entry and takes it.
    private static void choose(FxRobot robot, String entry) {
        List<MenuItem> items = menus().getFirst().getItems();
        for (int i = 0; i < items.size() && !isFocused(robot, entry); i++) robot.type(KeyCode.DOWN);
        assertThat(isFocused(robot, entry)).isTrue();
        robot.type(KeyCode.ENTER);
        assertThat(menus()).isEmpty();
    }

    private static boolean isFocused(FxRobot robot, String entry) {
        return robot.from(menus().getFirst().getScene().getRoot())
                .lookup("#" + entry)
                .query()
                .isFocused();
    }

    private void ofAGhost(FxRobot robot, CircuitGraphView graph) throws Exception {
        robot.interact(() -> study.select(nodes().getFirst()));
        robot.type(KeyCode.G);
        PictureNode ghost = graph.getPicture().nodes().stream()
                .filter(n -> n.state() == NodeState.GHOST)
                .findFirst()
                .orElseThrow();
        int before = study.circuit().orElseThrow().circuit().size();
        robot.rightClickOn(place(graph, ghost.id())).clickOn("#grow-by");
        assertThat(menus()).isEmpty();
        await(() -> study.circuit().orElseThrow().circuit().size() == before + 1);
        assertThat(study.circuit().orElseThrow().circuit().nodeSet())
                .extracting(NodeId::name)
                .contains(ghost.id());
    }

    private void nothingHasNone(FxRobot robot, CircuitGraphView graph) {
        robot.interact(() -> study.selectNothing());
        robot.rightClickOn(graph.localToScreen(3, 3));
        robot.press(KeyCode.SHIFT, KeyCode.F10).release(KeyCode.F10, KeyCode.SHIFT);
        assertThat(menus()).isEmpty();
    }

    private static List<ContextMenu> menus() {
        return Window.getWindows().stream()
                .filter(w -> w instanceof ContextMenu && w.isShowing())
                .map(ContextMenu.class::cast)
                .toList();
    }

    /// Those that the circuit misses most first.
    private List<NodeId> nodes() {
        var circuit = study.circuit().orElseThrow().circuit();
        return circuit.nodeSet().stream()
                .sorted(Comparator.comparingDouble(
                        n -> -circuit.info(n).effect().orElse(0)))
                .toList();
    }

    /// One whose line has its middle where no node stands.
    private EdgeId straightEdge(CircuitGraphView graph) {
        return study.circuit().orElseThrow().edges().stream()
                .sorted(Comparator.comparingDouble((CircuitEdge e) -> -Math.abs(e.weight())))
                .map(EdgeId::of)
                .filter(e -> graph.graphLayout()
                        .route(new Wire(e.source().name(), e.target().name(), EdgeKind.WEIGHT))
                        .isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Point2D middle(CircuitGraphView graph, EdgeId edge) {
        Spot source = graph.graphLayout().spot(edge.source().name());
        Spot target = graph.graphLayout().spot(edge.target().name());
        return onScreen(graph, (source.x() + target.x()) / 2, (source.top() + target.bottom()) / 2);
    }

    private static Point2D place(CircuitGraphView graph, NodeId node) {
        return place(graph, node.name());
    }

    private static Point2D place(CircuitGraphView graph, String node) {
        Spot spot = graph.graphLayout().spot(node);
        return onScreen(graph, spot.x(), spot.y());
    }

    private static Point2D onScreen(CircuitGraphView graph, double x, double y) {
        Camera camera = graph.getCamera();
        return graph.localToScreen(x * camera.scale() + camera.dx(), y * camera.scale() + camera.dy());
    }

    private double losses() {
        return study.stateProperty().get().orElseThrow().losses().now();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(30.0);
    }
}
