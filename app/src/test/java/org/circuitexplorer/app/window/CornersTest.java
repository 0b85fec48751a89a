package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.token.TokenHeatMapView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Little room, long prompts, and what is not there yet.
final class CornersTest extends OpenWindow {
    private final Path sample = workspace.samples().getFirst();

    /// The sample without the statistics that an earlier start may have left beside it; the scan is held up.
    @Override
    void begin() {
        workspace.jobs().running().addListener((ListChangeListener<Job>) change -> workspace.jobs().running().stream()
                .filter(job -> job.name().equals(text("job.corpus"))
                        && job.progressProperty().get() < 0)
                .forEach(job -> job.setPaused(true)));
        workspace.open(copy());
    }

    private Path copy() {
        Path folder = home.resolve(sample.getFileName());
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("statistics-")) continue;
                Files.copy(file, folder.resolve(sample.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    @Test
    void whatIsNarrowLongOrMissingIsShownOrSaid(FxRobot robot) throws TimeoutException {
        aHistogramIsWaitedFor(robot);
        nothingIsCutOffInANarrowWindow(robot);
        nothingIsCutOffAtTwiceTheSize(robot);
        bothPromptsOfManyLinesAreSeen(robot);
        onePartIsNoParts(robot);
        aGraphThatIsEmptySaysSo(robot);
        assertThat(program.failures()).isEmpty();
    }

    /// While the corpus is scanned, its place says so and how far it is.
    private void aHistogramIsWaitedFor(FxRobot robot) throws TimeoutException {
        await(() -> workspace.study().scanningProperty().get().isPresent());
        Job scan = workspace.study().scanningProperty().get().orElseThrow();
        assertThat(scan.pausedProperty().get()).isTrue();
        await(() -> workspace.study().circuit().isPresent());
        selectFirst(robot);
        assertThat(label(robot, "#histogram-absent")).isEqualTo(text("inspector.examples.scanning"));
        assertThat(isShown(robot, "#histogram-absent")).isTrue();
        assertThat(isShown(robot, "#histogram-progress")).isTrue();
        robot.interact(() -> scan.setPaused(false));
        HistogramView histogram = robot.lookup("#histogram").queryAs(HistogramView.class);
        await(() -> histogram.dataProperty().get().total() > 0);
        assertThat(isShown(robot, "#histogram-absent")).isFalse();
        assertThat(workspace.study().scanningProperty().get()).isEmpty();
    }

    private void nothingIsCutOffInANarrowWindow(FxRobot robot) throws TimeoutException {
        Window window = robot.lookup("#graph").query().getScene().getWindow();
        for (double width : List.of(1280.0, 1100.0, 960.0)) {
            robot.interact(() -> window.setWidth(width));
            await(() -> Math.abs(robot.lookup("#graph").query().getScene().getWidth() - width) < 1);
            Node toolbar = robot.lookup(".graph-toolbar").query();
            Bounds all = toolbar.localToScene(toolbar.getLayoutBounds());
            for (String part : List.of("#minimum-weight", "#ghosts", "#budget-toggle", "#ablated-count", "#reset")) {
                Node node = robot.lookup(part).query();
                assertThat(all.contains(node.localToScene(node.getLayoutBounds())))
                        .as(part + " at " + width)
                        .isTrue();
            }
        }
        Node minimap = robot.lookup("#graph").lookup("#minimap").query();
        assertThat(minimap.isVisible()).isFalse();
        robot.interact(() -> {
            window.setWidth(1280);
            window.setHeight(800);
        });
        await(minimap::isVisible);
    }

    /// A screen of 1920 × 1080 at 200 %, and one of 2560 × 1600: no button is shortened, or beyond the window's edge.
    private void nothingIsCutOffAtTwiceTheSize(FxRobot robot) throws TimeoutException {
        Scene scene = robot.lookup("#graph").query().getScene();
        for (Dimension2D size : List.of(new Dimension2D(960, 540), new Dimension2D(1280, 800))) {
            robot.interact(() -> {
                scene.getWindow().setWidth(size.getWidth());
                scene.getWindow().setHeight(size.getHeight());
            });
            await(() -> scene.getWidth() == size.getWidth() && scene.getHeight() == size.getHeight());
            List<Labeled> buttons = List.copyOf(robot.from(scene.getRoot())
                    .lookup((Node n) -> n instanceof Labeled l && isWhole(l))
                    .queryAllAs(Labeled.class));
            assertThat(buttons).hasSizeGreaterThan(15);
            for (Labeled button : buttons) {
                String what = button.getId() + " " + button.getText() + " at " + size;
                if (!button.getText().isEmpty() && button.lookup(".text") instanceof Text drawn) {
                    assertThat(drawn.getText()).as(what).isEqualTo(button.getText());
                }
                Bounds place = button.localToScene(button.getLayoutBounds());
                assertThat(new BoundingBox(0, 0, size.getWidth(), size.getHeight()).contains(place))
                        .as(what)
                        .isTrue();
            }
        }
    }

    /// Buttons that are always seen; what is scrolled may lie beyond the edge, and a menu shows what it can.
    private static boolean isWhole(Labeled labeled) {
        if (!(labeled instanceof ButtonBase) || labeled instanceof MenuButton) return false;
        for (Node at = labeled; at != null; at = at.getParent()) {
            if (!at.isVisible() || at instanceof ScrollPane) return false;
        }
        return true;
    }

    private void bothPromptsOfManyLinesAreSeen(FxRobot robot) throws TimeoutException {
        show(robot, "class_init");
        await(() -> lines(robot, "#prompt-1") > 3 && lines(robot, "#prompt-2") > 3);
        for (String prompt : List.of("#prompt-1", "#prompt-2")) {
            ScrollPane scroll = scrollOf(robot.lookup(prompt).query());
            assertThat(scroll.getHeight()).as(prompt).isGreaterThan(24);
            assertThat(scroll.getVvalue()).isEqualTo(scroll.getVmax());
            Node strip = robot.lookup("#own-prompt").query();
            assertThat(scroll.localToScene(scroll.getLayoutBounds()).getMaxY())
                    .isLessThanOrEqualTo(
                            strip.localToScene(strip.getLayoutBounds()).getMinY());
        }
    }

    private void onePartIsNoParts(FxRobot robot) throws TimeoutException {
        show(robot, "single_double_quote");
        NodeId node = selectFirst(robot);
        robot.interact(() -> workspace.study().groups().assign(List.of(node), "alone"));
        robot.interact(() -> window().actions().get("collapse-group").run().run());
        assertThat(label(robot, "#notice-text")).isEqualTo(text("collapse.one"));
        assertThat(workspace.study().look().collapsed()).isEmpty();
        robot.interact(workspace::dismissNotice);
    }

    private void aGraphThatIsEmptySaysSo(FxRobot robot) throws TimeoutException {
        TaskEntry bare = workspace.tasks().stream()
                .filter(t -> t.circuit().isEmpty())
                .findFirst()
                .orElseThrow();
        show(robot, bare.name());
        robot.clickOn("#find");
        robot.press(KeyCode.CONTROL, KeyCode.G)
                .release(KeyCode.G, KeyCode.CONTROL)
                .type(KeyCode.Q);
        assertThat(label(robot, "#notice-text")).isEqualTo(text("graph.empty"));
        assertThat(robot.lookup("#find").queryAs(TextField.class).getText()).isEmpty();
        show(robot, "single_double_quote");
        assertThat(isShown(robot, "#notice")).isFalse();
    }

    private void show(FxRobot robot, String task) throws TimeoutException {
        robot.interact(() -> workspace.study().show(workspace.task(task).orElseThrow()));
        await(() -> workspace.study().prompts().property().get().isPresent());
    }

    private static double lines(FxRobot robot, String prompt) {
        return robot.lookup(prompt).queryAs(TokenHeatMapView.class).getHeight() / 20;
    }

    private static ScrollPane scrollOf(Node node) {
        Node at = node;
        while (!(at instanceof ScrollPane)) at = Objects.requireNonNull(at.getParent());
        return (ScrollPane) at;
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static boolean isShown(FxRobot robot, String id) {
        for (Node at = robot.lookup(id).query(); at != null; at = at.getParent()) {
            if (!at.isVisible()) return false;
        }
        return true;
    }
}
