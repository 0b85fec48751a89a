package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.circuitexplorer.app.prune.QueuedSearch;
import org.circuitexplorer.app.prune.QueuedSearch.Turn;
import org.circuitexplorer.app.prune.SearchQueue;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.SessionFile;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.viewer.chart.LossCurve;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Several searches, one after the other, and what becomes of what they find.
final class PruneQueueJourneyTest extends OpenWindow {
    private final Study study = workspace.study();

    @Test
    void searchesWaitMoveEndAndAreKept(FxRobot robot) throws Exception {
        await(() -> workspace.statistics().isPresent());
        CircuitDocument first = study.circuit().orElseThrow();
        SearchQueue queue = window().searches();
        robot.press(KeyCode.CONTROL, KeyCode.P).release(KeyCode.P, KeyCode.CONTROL);
        MenuButton tasks = robot.lookup("#prune-tasks").queryAs(MenuButton.class);
        robot.interact(() -> check(tasks, "bracket_brace"));
        assertThat(tasks.getText()).isEqualTo("2 tasks");
        assertThat(robot.lookup("#prune-aim").tryQuery()).isEmpty();
        unfold(robot, "#prune-advanced", true);
        unfold(robot, "#prune-every", true);
        write(robot, "#prune-aim", "2");
        fire(robot, "#prune-start");
        assertThat(queue.searches()).isEmpty();
        assertThat(robot.lookup("#prune-aim").query().getStyleClass()).contains("invalid");
        write(robot, "#prune-aim", "0.7");
        write(robot, "#prune-target", "0.3, 0.1");
        fire(robot, "#prune-tied");
        fire(robot, "#prune-ends");
        unfold(robot, "#prune-advanced", false);
        fire(robot, "#prune-calibrated");
        robot.clickOn("#prune-start");
        assertThat(queue.searches())
                .hasSize(4)
                .allMatch(search -> search.settings().loss() == LossKind.CALIBRATED)
                .allMatch(
                        search -> !search.settings().tied() && search.settings().ends());
        await(() -> queue.running().flatMap(s -> s.jobProperty().get()).isPresent());
        assertThat(queue.waiting()).hasSize(3);
        assertThat(robot.lookup("#prune-start").queryAs(Labeled.class).getText())
                .isEqualTo("Queue");

        QueuedSearch last = queue.waiting().getLast();
        robot.interact(() -> queue.move(last, true));
        assertThat(queue.waiting().get(1)).isEqualTo(last);
        QueuedSearch dropped = queue.waiting().getLast();
        robot.interact(() -> queue.cancel(dropped));
        assertThat(queue.searches()).hasSize(3).doesNotContain(dropped);
        assertThat(last.entry().queuedProperty().get()).isTrue();

        aSearchIsCancelledAndTheNextBegins(robot, queue);
        theWindowAsksBeforeItCloses(robot, queue);
        fire(robot, "#prune-cancel-all");
        await(() -> !queue.isBusy());
        assertThat(robot.lookup("#prune-start").queryAs(Labeled.class).getText())
                .isEqualTo("Start");
        fire(robot, "#prune-close");
        assertThat(workspace.tasks()).noneMatch(t -> t.queuedProperty().get());
        whatWasFoundStandsBesideAndIsOpened(robot, queue, first);
        assertThat(program.failures()).isEmpty();
    }

    private static void check(MenuButton tasks, String name) {
        tasks.getItems().stream()
                .filter(i -> i instanceof CheckMenuItem && name.equals(i.getText()))
                .forEach(i -> ((CheckMenuItem) i).setSelected(true));
    }

    private static void aSearchIsCancelledAndTheNextBegins(FxRobot robot, SearchQueue queue) throws TimeoutException {
        QueuedSearch running = queue.running().orElseThrow();
        await(() -> hasFoundFew(running.curveProperty().get()));
        List<String> said = new CopyOnWriteArrayList<>();
        Consumer<String> say = said::add;
        robot.interact(
                () -> running.jobProperty().get().orElseThrow().stageProperty().subscribe(say));
        robot.clickOn("#prune-cancel");
        await(() -> running.turn() == Turn.ENDED);
        assertThat(said).contains("ending, once this step is done");
        // Each of at most some hundred nodes is measured, which takes a while.
        assertThat(said).anyMatch(stage -> stage.matches("keeping the best so far: \\d+ of its \\d+ nodes measured"));
        assertThat(running.found()).isPresent();
        assertThat(running.outcomeProperty().get()).startsWith("Found ");
        await(() -> queue.running().isPresent());
        assertThat(queue.running()).isNotEqualTo(Optional.of(running));
        theListIsAsHighAsItsRows(robot);
    }

    /// Whether fewer nodes than are measured one by one were well below the target.
    private static boolean hasFoundFew(LossCurve curve) {
        return IntStream.range(0, curve.nodes().length)
                .anyMatch(i -> curve.nodes()[i] < 300 && curve.losses()[i] < curve.target() / 2);
    }

    /// Also once what came of a search takes more lines than what it was at.
    private static void theListIsAsHighAsItsRows(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents(5);
        ScrollPane list = robot.lookup("#prune-queue").queryAs(ScrollPane.class);
        assertThat(list.getViewportBounds().getHeight() + 1)
                .isGreaterThanOrEqualTo(
                        Math.min(list.getContent().getBoundsInLocal().getHeight(), list.getMaxHeight() - 4));
    }

    private void theWindowAsksBeforeItCloses(FxRobot robot, SearchQueue queue) {
        Stage stage = (Stage) robot.lookup("#graph").query().getScene().getWindow();
        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        assertThat(stage.isShowing()).isTrue();
        assertThat(robot.lookup("#closing-what").queryAs(Labeled.class).getText())
                .contains("is under way. One more waits.");
        robot.clickOn("#closing-stay");
        assertThat(queue.isBusy()).isTrue();
    }

    private void whatWasFoundStandsBesideAndIsOpened(FxRobot robot, SearchQueue queue, CircuitDocument shown)
            throws Exception {
        assertThat(study.circuit()).contains(shown);
        QueuedSearch search = queue.searches().stream()
                .filter(s -> s.found().isPresent())
                .findFirst()
                .orElseThrow();
        TaskEntry entry = search.entry();
        CircuitDocument first = entry.circuit().orElseThrow();
        CircuitDocument found = search.found().orElseThrow();
        assertThat(entry.others()).contains(found);
        robot.interact(() -> queue.open(search));
        assertThat(study.circuit()).contains(found);
        assertThat(entry.others()).contains(first).doesNotContain(found);
        robot.interact(() -> window().actions().get("undo").run().run());
        assertThat(study.circuit()).contains(first);
        assertThat(entry.others()).contains(found).doesNotContain(first);
        robot.interact(() -> window().actions().get("redo").run().run());
        assertThat(study.circuit()).contains(found);

        Path file = home.resolve("searched.cex");
        robot.interact(() -> window().session().save(file));
        await(() -> window().session().fileProperty().get().isPresent());
        Session saved = SessionFile.read(file);
        assertThat(saved.others().stream().map(c -> List.copyOf(c.circuit().nodeSet())))
                .contains(List.copyOf(first.circuit().nodeSet()));
        // The settings of tasks that will not be there any more.
        robot.interact(() -> window().actions().get("prune").run().run());
        assertThat(robot.lookup("#prune-start").tryQuery()).isPresent();
        robot.interact(() -> workspace.open(file));
        await(() -> robot.lookup("#prune-start").tryQuery().isEmpty());
        await(() -> !study.entry().equals(Optional.of(entry)) && study.circuit().isPresent());
        TaskEntry reopened = study.entry().orElseThrow();
        assertThat(reopened.others()).hasSameSizeAs(entry.others());
        assertThat(study.circuit().orElseThrow().circuit().nodeSet())
                .isEqualTo(found.circuit().nodeSet());
        assertThat(queue.searches()).isEmpty();
    }

    /// Without the mouse: which of two windows lies above the other is the display's affair.
    private static void unfold(FxRobot robot, String pane, boolean open) {
        robot.interact(() -> robot.lookup(pane).queryAs(TitledPane.class).setExpanded(open));
    }

    private static void write(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryTextInputControl().setText(text));
    }
}
