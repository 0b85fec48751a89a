package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.app.preferences.Preferences;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.graph.Camera;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.layout.Spot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// A person's way through the window, on the sample, with the real engine.
@ExtendWith(ApplicationExtension.class)
final class JourneyTest {
    private static final long PATIENCE = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path home;

    private final Workers workers = Workers.forThisMachine();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final BackgroundJobs jobs = BackgroundJobs.onJavaFx(failures::add);
    private final Workspace workspace = new Workspace(jobs, workers, home);

    @Start
    void open(Stage stage) {
        SampleModels samples = SampleModels.find().orElseThrow();
        new ExplorerWindow(stage, workspace, workers, new Appearance(new Preferences(home)), samples.all());
        stage.show();
        workspace.open(samples.first().orElseThrow());
    }

    @Stop
    void close() {
        jobs.close();
        workers.close();
    }

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

        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        await(() -> text(robot, "#loss-now").equals(before));
        assertThat(text(robot, "#ablated-count")).isEqualTo("0 ablated");

        pruneAnotherAndCancel(robot);
        assertThat(failures).isEmpty();
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
        robot.clickOn("bracket_brace");
        TaskEntry entry = workspace.study().entry().orElseThrow();
        assertThat(entry.name()).isEqualTo("bracket_brace");
        robot.clickOn("#prune");
        robot.clickOn("#prune-start");
        await(() -> entry.pruningProperty().get().isPresent());
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

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
