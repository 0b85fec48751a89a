package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.app.workspace.RunHistory;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.Wire;
import org.circuitexplorer.viewer.picture.EdgeKind;
import org.circuitexplorer.viewer.picture.NodeShape;
import org.circuitexplorer.viewer.picture.PictureEdge;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.circuitexplorer.viewer.picture.Tint;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Several nodes, edges, parts and runs, by keys.
final class SelectionJourneyTest extends OpenWindow {
    private final Study study = workspace.study();

    @Test
    void nodesEdgesAndPartsAreSelectedAndSwitched(FxRobot robot) throws Exception {
        await(() -> study.stateProperty().get().isPresent());
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        robot.interact(graph::requestFocus);
        everythingAtOnce(robot);
        anEdge(robot);
        aPart(robot, graph);
        aPath(robot, graph);
        aRun(robot);
        anotherCircuit(robot);
        colours(robot, graph);
        anOwnPrompt(robot);
        assertThat(program.failures()).isEmpty();
    }

    private void everythingAtOnce(FxRobot robot) throws Exception {
        int size = study.circuit().orElseThrow().circuit().size();
        robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
        assertThat(study.selection().nodes()).hasSize(size);
        robot.type(KeyCode.SPACE);
        assertThat(study.ablations().size()).isEqualTo(size);
        robot.type(KeyCode.SPACE);
        assertThat(study.ablations().isNone()).isTrue();
    }

    private void anEdge(FxRobot robot) throws Exception {
        NodeId node = study.circuit().orElseThrow().edges().getFirst().source();
        robot.interact(() -> study.select(node));
        robot.type(KeyCode.E);
        EdgeId edge = study.selection().edge().orElseThrow();
        assertThat(edge.touches(node)).isTrue();
        assertThat(text(robot, "#pair-title")).doesNotContain("NODE");
        await(() -> !text(robot, "#edge-loss").equals("–"));
        robot.type(KeyCode.SPACE);
        assertThat(study.ablations().edges()).containsExactly(edge);
        await(() -> state().ablations().contains(edge));
        assertThat(state().losses().now() - state().losses().circuit().orElseThrow())
                .isCloseTo(
                        study.edgeDetailProperty().get().orElseThrow().lossRise(),
                        org.assertj.core.api.Assertions.within(1e-6));
        robot.type(KeyCode.SPACE);
        robot.interact(() -> study.select(node));
        assertThat(text(robot, "#pair-title")).endsWith("ACTIVATION OF THE SELECTED NODE");
    }

    /// A prompt of one's own has no other one to take values from, which the window says.
    private void anOwnPrompt(FxRobot robot) throws Exception {
        NodeId node = study.circuit().orElseThrow().edges().getFirst().source();
        robot.interact(() -> {
            study.select(node);
            study.switches().ablate(List.of(node), new Ablation.OtherPrompt());
        });
        assertThat(text(robot, "#ablated-tokens")).isEqualTo("at all tokens");
        robot.clickOn("#own-prompt").write("if x").type(KeyCode.ENTER);
        await(() -> state().prompts() instanceof Prompts.Typed);
        assertThat(text(robot, "#ablated-tokens")).isEqualTo("not in your own prompt: it has no other");
        robot.clickOn("#next-pair");
        await(() -> state().prompts() instanceof Prompts.OfPair);
        assertThat(text(robot, "#ablated-tokens")).isEqualTo("at all tokens");
    }

    private void aPart(FxRobot robot, CircuitGraphView graph) {
        NodeId value = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().kind().isPerHead()
                        && study.switches().headOf(n).size() > 1)
                .findFirst()
                .orElseThrow();
        robot.interact(() -> study.select(value));
        robot.type(KeyCode.C);
        assertThat(graph.getPicture().nodesById()).doesNotContainKey(value.name());
        robot.type(KeyCode.M);
        PictureNode part = graph.getPicture().nodes().stream()
                .filter(n -> n.shape() == NodeShape.PART)
                .findFirst()
                .orElseThrow();
        assertThat(part.members()).contains(value.name());
        robot.interact(() -> graph.marks().select(part.id()));
        assertThat(study.selection().nodes()).hasSameElementsAs(study.switches().headOf(value));
        robot.type(KeyCode.C);
        assertThat(graph.getPicture().nodesById()).containsKey(value.name());
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(graph.getPicture().nodesById()).doesNotContainKey(value.name());
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(study.ablations().isNone()).isTrue();
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(graph.getPicture().nodesById()).containsKey(value.name());
    }

    private void aPath(FxRobot robot, CircuitGraphView graph) {
        var edge = study.circuit().orElseThrow().edges().getFirst();
        robot.interact(() -> study.selection().choose(List.of(edge.source(), edge.target())));
        robot.type(KeyCode.P);
        assertThat(graph.marks().pathProperty().get())
                .contains(edge.source().name(), edge.target().name());
        robot.interact(study::selectNothing);
        assertThat(graph.marks().pathProperty().get()).isEmpty();
    }

    private void aRun(FxRobot robot) throws Exception {
        await(() -> state().ablations().isNone());
        robot.press(KeyCode.CONTROL, KeyCode.H).release(KeyCode.H, KeyCode.CONTROL);
        TableView<?> table = robot.lookup("#runs").queryTableView();
        assertThat(table.getItems()).hasSizeGreaterThan(3);
        robot.interact(() -> table.getSelectionModel().select(1));
        RunHistory.Run chosen = study.runs().runs().get(1);
        robot.clickOn("#runs-restore");
        assertThat(study.ablations()).isEqualTo(chosen.past().ablations());
        robot.clickOn("#runs-close");
    }

    private void anotherCircuit(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL, KeyCode.M).release(KeyCode.M, KeyCode.CONTROL);
        CircuitGraphView union = robot.lookup("#compare-graph").queryAs(CircuitGraphView.class);
        await(() -> !union.getPicture().nodes().isEmpty());
        CircuitDocument one = study.circuit().orElseThrow();
        String name = "bracket_brace";
        CircuitDocument other = workspace.task(name).flatMap(t -> t.circuit()).orElseThrow();
        robot.interact(() -> robot.lookup("#compare-right")
                .<String>queryComboBox()
                .getSelectionModel()
                .select(name));
        await(() -> workspace.jobs().running().isEmpty());
        CircuitComparison comparison = CircuitComparison.of(one, other);
        assertThat(union.getPicture().nodes().stream().filter(n -> !n.shape().isPill()))
                .hasSize(comparison.nodes().size());
        assertThat(union.edgeCountProperty().get().shown()).isPositive();
        Map<Wire, Optional<Tint>> tints = union.getPicture().edges().stream()
                .collect(Collectors.toMap(Wire::of, PictureEdge::tint, (first, second) -> first));
        assertThat(comparison.edges().onlyLeft())
                .allSatisfy(e -> assertThat(tints.get(wire(e))).contains(Tint.POSITIVE));
        assertThat(comparison.edges().onlyRight())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(tints.get(wire(e))).contains(Tint.VIOLET));
        GridPane overlap = robot.lookup("#compare-overlap").queryAs(GridPane.class);
        assertThat(overlap.getChildren().stream().map(n -> ((Label) n).getText()))
                .contains("overlap", "%.2f".formatted(comparison.nodes().jaccard()));
        GridPane losses = robot.lookup("#compare-losses").queryAs(GridPane.class);
        await(() -> losses.getRowCount() == 3);
        assertThat(losses.getChildren().stream().filter(n -> n instanceof Label).map(n -> ((Label) n).getText()))
                .contains("%.3f".formatted(state().losses().circuit().orElseThrow()));
        robot.clickOn("#compare-close");
    }

    private static Wire wire(CircuitEdge edge) {
        return new Wire(edge.source().name(), edge.target().name(), EdgeKind.WEIGHT);
    }

    private void colours(FxRobot robot, CircuitGraphView graph) {
        // What is bound to the theme must not depend on what nobody holds.
        System.gc();
        MenuButton menu = robot.lookup("#model-chooser").queryAs(MenuButton.class);
        robot.interact(menu::show);
        robot.interact(() -> window().actions().get("theme").run().run());
        assertThat(menu.isShowing()).isFalse();
        assertThat(graph.themeProperty().get()).isEqualTo(Theme.LIGHT);
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        robot.write("colour-blind").type(KeyCode.ENTER);
        assertThat(graph.themeProperty().get()).isEqualTo(Theme.LIGHT.colourBlindSafe());
        robot.press(KeyCode.CONTROL, KeyCode.D).release(KeyCode.D, KeyCode.CONTROL);
        assertThat(graph.themeProperty().get()).isEqualTo(Theme.DARK.colourBlindSafe());
    }

    private CircuitState state() {
        return study.stateProperty().get().orElseThrow();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
