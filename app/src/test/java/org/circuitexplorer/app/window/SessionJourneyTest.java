package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.cli.Commands;
import org.circuitexplorer.app.export.ExportFormat;
import org.circuitexplorer.app.graph.GraphModel;
import org.circuitexplorer.app.picture.GhostEdges;
import org.circuitexplorer.app.session.RecoveryFolder;
import org.circuitexplorer.app.session.SessionModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.session.Colouring;
import org.circuitexplorer.engine.session.View;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import picocli.CommandLine;

/// Work is saved, opened again as it was, and brought back after a program that was killed.
final class SessionJourneyTest extends OpenWindow {
    @Override
    void close() {
        window().session().close();
        super.close();
    }

    @Test
    void whatWasDoneIsSavedOpenedAgainAndRecovered(FxRobot robot) throws Exception {
        await(() -> workspace.study().stateProperty().get().isPresent());
        NodeId node = doSomething(robot);
        View before = seen();
        double loss =
                workspace.study().stateProperty().get().orElseThrow().losses().now();
        Path file = home.resolve("mine");
        robot.interact(() -> session().save(file));
        await(() -> session().fileProperty().get().isPresent());
        assertThat(session().fileProperty().get()).contains(home.resolve("mine.cex"));
        await(() -> text(robot, "#saved").startsWith("Saved "));

        robot.interact(() -> {
            workspace.study().switches().reset();
            workspace.study().notes().change(node, info -> info.withLabel("another"));
            workspace.study().prompts().showPair(7);
            workspace.study().selectNothing();
        });
        robot.press(KeyCode.F).release(KeyCode.F);
        robot.interact(() -> workspace.open(home.resolve("mine.cex")));
        await(() -> label(node).equals("the one"));
        await(() -> workspace.study().stateProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents(20);
        assertThat(seen()).isEqualTo(before);
        await(() ->
                workspace.study().stateProperty().get().orElseThrow().losses().now() == loss);

        theCommandWritesWhatTheWindowWrites(robot);
        recover(robot, node);
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void aCircuitsFileIsDrawnByTheCommandAsByTheWindow(FxRobot robot) throws Exception {
        await(() -> workspace.study().stateProperty().get().isPresent());
        Path circuit = workspace.samples().getFirst().resolve("circuits/single_double_quote.circuit.json");
        for (String end : List.of(".svg", ".pdf", ".png", ".csv", ".dot", ".attribution.json")) {
            Path fromWindow = home.resolve("plain-window" + end);
            Path fromCommand = home.resolve("plain-command" + end);
            exportShown(robot, fromWindow);
            export(circuit, fromCommand);
            assertThat(fromCommand).hasSameBinaryContentAs(fromWindow);
        }
        assertThat(program.failures()).isEmpty();
    }

    private void theCommandWritesWhatTheWindowWrites(FxRobot robot) throws Exception {
        // The colour of values on a prompt depends on statistics that the window may not have yet.
        robot.interact(() -> {
            graphModel().colouringProperty().set(Colouring.EFFECT);
            workspace.study().select(nodeOfMostWeights());
            graphModel().ghostsWantedProperty().set(true);
            graphModel().moreGhosts();
        });
        assertThat(graphModel().ghostsProperty().get().shown()).hasSizeGreaterThan(View.Look.FEW_GHOSTS);
        Path drawn = home.resolve("drawn.cex");
        robot.interact(() -> session().save(drawn));
        await(() -> session().fileProperty().get().equals(Optional.of(drawn)));
        for (String end : List.of(".svg", ".png", ".html", ".gexf", ".csv")) {
            Path fromWindow = home.resolve("window" + end);
            Path fromCommand = home.resolve("command" + end);
            exportShown(robot, fromWindow);
            export(drawn, fromCommand);
            assertThat(fromCommand).hasSameBinaryContentAs(fromWindow);
            if (end.equals(".html")) {
                assertThat(Files.readString(fromCommand))
                        .contains(
                                "<h2>What was tried</h2>",
                                "0.mlp.act_in.2 × 0.300; 0.mlp.act_in.11 value 1.70; 0.mlp.act_in.19 zero");
            }
        }
    }

    private void exportShown(FxRobot robot, Path to) throws Exception {
        robot.interact(() -> new CircuitExport(workspace, session().views().graph())
                .write(to, ExportFormat.SVG, workspace.study().entry().orElseThrow()));
        await(() -> Files.isRegularFile(to));
    }

    private static void export(Path shown, Path to) {
        StringWriter said = new StringWriter();
        int code = Commands.addTo(
                        new CommandLine(CommandLine.Model.CommandSpec.create().name("circuit-explorer")))
                .setErr(new PrintWriter(said))
                .setOut(new PrintWriter(said))
                .execute("export", shown.toString(), "--to", to.toString(), "--dark");
        assertThat(code).as(said.toString()).isZero();
    }

    private NodeId nodeOfMostWeights() {
        SparseTransformer model = workspace.model().orElseThrow().transformer();
        Circuit circuit = workspace.study().circuit().orElseThrow().circuit();
        return circuit.nodeSet().stream()
                .max(Comparator.comparingInt(
                        n -> GhostEdges.of(model, circuit, n, 0).all()))
                .orElseThrow();
    }

    /// Every kind of thing that a session keeps.
    private NodeId doSomething(FxRobot robot) {
        Study study = workspace.study();
        var nodes = study.circuit().orElseThrow().circuit().nodeSet().iterator();
        NodeId first = nodes.next();
        NodeId second = nodes.next();
        robot.interact(() -> {
            study.prompts().showPair(5);
            study.switches().ablate(first, new Ablation.Scale(0.3f));
            study.switches().ablate(second, new Ablation.Value(1.7f));
            study.switches().ablate(nodes.next(), new Ablation.Zero());
            study.notes().change(first, info -> info.withLabel("the one").withNote("it begins here"));
            graphModel().colouringProperty().set(Colouring.PROMPT);
            graphModel().minimumWeightProperty().set(0.25);
            study.select(second);
        });
        robot.clickOn("#own-prompt").write("print('ab").type(KeyCode.ENTER);
        CircuitGraphView graph = robot.lookup("#graph").queryAs(CircuitGraphView.class);
        robot.interact(() -> graph.show(Optional.of(new Rectangle2D(10, 20, 300, 200))));
        WaitForAsyncUtils.waitForFxEvents(20);
        return first;
    }

    private GraphModel graphModel() {
        return session().views().model();
    }

    private View seen() throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> session().views().now()).get();
    }

    /// What a killed process leaves is a file whose process is gone.
    private void recover(FxRobot robot, NodeId node) throws Exception {
        RecoveryFolder recovery = new RecoveryFolder(home.resolve("recovery"));
        robot.interact(() -> {
            workspace.study().notes().change(node, info -> info.withLabel("unsaved"));
            session().keepForRecovery();
        });
        await(() -> Files.isRegularFile(recovery.own()));
        Path left = recovery.folder().resolve("999999999-1.cex");
        Files.copy(recovery.own(), left);
        assertThat(recovery.left()).contains(left);

        robot.interact(session()::offerRecovery);
        assertThat(text(robot, "#notice-text")).contains("did not end as it should");
        robot.interact(() -> workspace.study().notes().change(node, info -> info.withLabel("lost")));
        robot.clickOn("#notice-offer");
        await(() -> label(node).equals("unsaved"));
        await(() -> !Files.exists(left));
        assertThat(session().fileProperty().get()).isEmpty();
    }

    private SessionModel session() {
        return window().session();
    }

    /// The label of a node, while one is open.
    private String label(NodeId node) {
        return workspace
                .study()
                .circuit()
                .map(c -> c.circuit().info(node).label())
                .orElse("");
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
