package org.circuitexplorer.app.window;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.picture.GhostEdges;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.viewer.chart.CurveView;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.picture.NodeState;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// The budget's slider, edges that leave the circuit, and files for other programs.
final class GraphToolsJourneyTest extends OpenWindow {
    /// How a file of each kind begins.
    private static final Map<String, String> BEGINNINGS = Map.of(
            ".svg", "<?xml",
            ".pdf", "%PDF",
            ".png", "\u0089PNG",
            ".html", "<!DOCTYPE html>",
            ".csv", "source,target,weight",
            ".graphml", "<?xml",
            ".gexf", "<?xml",
            ".dot", "strict digraph",
            ".attribution.json", "{");

    @Test
    void theBudgetMovesGhostsGrowAndFilesAreWritten(FxRobot robot) throws Exception {
        await(() -> workspace.study().stateProperty().get().isPresent());
        theBudgetMoves(robot);
        allGhostsAreShown(robot);
        filesAreWritten(robot);
        assertThat(program.failures()).isEmpty();
    }

    private void theBudgetMoves(FxRobot robot) throws TimeoutException {
        robot.type(KeyCode.B);
        Node pane = robot.lookup("#budget").query();
        assertThat(pane.isVisible()).isTrue();
        CurveView curve = robot.lookup("#budget-curve").queryAs(CurveView.class);
        int all = document().circuit().size();
        assertThat(curve.markerProperty().get()).isEqualTo(all);
        double loss = state().losses().now();
        robot.interact(curve::requestFocus);
        robot.type(KeyCode.LEFT, KeyCode.LEFT, KeyCode.LEFT);
        assertThat(curve.markerProperty().get()).isEqualTo(all - 3);
        await(() -> state().ablations().size() == 3);
        assertThat(state().losses().now()).isGreaterThan(loss);
        assertThat(robot.lookup("#budget-words").queryAs(Labeled.class).getText())
                .startsWith((all - 3) + " of " + all + " nodes");
        robot.moveTo(curve).press(MouseButton.PRIMARY).moveBy(-40, 0).release(MouseButton.PRIMARY);
        int dragged = (int) curve.markerProperty().get();
        assertThat(dragged).isNotEqualTo(all - 3).isBetween(0, all + 40);
        for (int i = 0; i < 4; i++) {
            robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        }
        await(() -> state().ablations().isNone() && document().circuit().size() == all);
        robot.interact(() -> window().actions().get("budget").run().run());
        assertThat(pane.isVisible()).isFalse();
    }

    private void allGhostsAreShown(FxRobot robot) throws TimeoutException {
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        Circuit circuit = document().circuit();
        SparseTransformer model = workspace.model().orElseThrow().transformer();
        NodeId node = circuit.nodeSet().stream()
                .max(Comparator.comparingInt(n -> leaving(model, circuit, n)))
                .orElseThrow();
        int all = leaving(model, circuit, node);
        assertThat(all).isGreaterThan(View.Look.FEW_GHOSTS);
        robot.interact(() -> workspace.study().select(node));
        fire(robot, "#ghosts");
        Labeled said = robot.lookup("#ghosts").queryAs(Labeled.class);
        assertThat(said.getText()).isEqualTo("Ghosts: 24 of " + all);
        assertThat(ghosts(graph)).isEqualTo(View.Look.FEW_GHOSTS);
        Node more = robot.lookup("#ghosts-more").query();
        assertThat(more.isVisible()).isTrue();
        fire(robot, "#ghosts-more");
        for (int shown = 2 * View.Look.FEW_GHOSTS; shown < all; shown *= 2) {
            assertThat(said.getText()).isEqualTo("Ghosts: " + shown + " of " + all);
            robot.interact(() -> window().actions().get("more-ghosts").run().run());
        }
        assertThat(more.isVisible()).isFalse();
        assertThat(said.getText()).isEqualTo("Ghosts: " + all);
        assertThat(ghosts(graph)).isEqualTo(all);
        NodeId other = circuit.nodeSet().stream()
                .filter(n -> !n.equals(node) && leaving(model, circuit, n) > View.Look.FEW_GHOSTS)
                .findFirst()
                .orElseThrow();
        robot.interact(() -> workspace.study().select(other));
        assertThat(said.getText()).isEqualTo("Ghosts: " + leaving(model, circuit, other));
        robot.interact(() -> workspace.study().select(node));
        robot.interact(() -> workspace.study().history().undo());
        assertThat(said.getText()).contains(" of " + all);
        fire(robot, "#ghosts");
        assertThat(ghosts(graph)).isZero();
        fire(robot, "#ghosts");
        assertThat(said.getText()).isEqualTo("Ghosts: 24 of " + all);
        fire(robot, "#ghosts");
    }

    private static int leaving(SparseTransformer model, Circuit circuit, NodeId node) {
        return GhostEdges.of(model, circuit, node, 0).all();
    }

    private static int ghosts(CircuitGraphView graph) {
        return (int) graph.getPicture().nodes().stream()
                .filter(n -> n.state() == NodeState.GHOST)
                .count();
    }

    private void filesAreWritten(FxRobot robot) throws Exception {
        CircuitExport export =
                new CircuitExport(workspace, window().session().views().graph());
        for (Map.Entry<String, String> kind : BEGINNINGS.entrySet()) {
            Path file = home.resolve("written" + kind.getKey());
            robot.interact(() -> export.write(
                    file, ExportFormat.PNG, workspace.study().entry().orElseThrow()));
            await(() -> Files.isRegularFile(file));
            assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                    .as(kind.getKey())
                    .startsWith(kind.getValue());
        }
        Path other = home.resolve("picture.of");
        robot.interact(() ->
                export.write(other, ExportFormat.PDF, workspace.study().entry().orElseThrow()));
        await(() -> Files.isRegularFile(home.resolve("picture.of.pdf")));
        assertThat(other).doesNotExist();
        theKindIsChosenByKeys(robot);
    }

    private static void theKindIsChosenByKeys(FxRobot robot) {
        List<ExportFormat> chosen = new ArrayList<>();
        robot.interact(
                () -> new ExportDialog(robot.lookup("#graph").query().getScene().getWindow(), chosen::add).show());
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        assertThat(chosen).containsExactly(ExportFormat.PDF);
        assertThat(robot.lookup("#export-pdf").tryQuery()).isEmpty();
    }

    private CircuitDocument document() {
        return workspace.study().circuit().orElseThrow();
    }

    private CircuitState state() {
        return workspace.study().stateProperty().get().orElseThrow();
    }
}
