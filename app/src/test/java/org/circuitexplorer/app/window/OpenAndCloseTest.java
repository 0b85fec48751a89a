package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.tasks.TaskList;
import org.circuitexplorer.engine.model.NodeId;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Models that were replaced by others leave nothing behind. `-Dopen.rounds=500` goes on for longer.
final class OpenAndCloseTest extends OpenWindow {
    private static final int ROUNDS = Integer.getInteger("open.rounds", 7);

    @Override
    void begin() {}

    @Test
    void replacedModelsAreForgotten(FxRobot robot) throws Exception {
        List<WeakReference<Object>> replaced = new ArrayList<>();
        List<Long> used = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path sample = workspace.samples().get(round % 2);
            robot.interact(() -> workspace.open(sample));
            await(() -> workspace
                            .model()
                            .map(m -> m.loaded().directory().equals(sample))
                            .orElse(false)
                    && workspace.study().stateProperty().get().isPresent());
            // Menus of the last but one show it still, unless they were told.
            if (round < ROUNDS - 1) use(robot);
            replaced.add(new WeakReference<>(workspace.model().orElseThrow().transformer()));
            System.gc();
            used.add(memory());
        }
        WeakReference<Object> shown = replaced.removeLast();
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            System.gc();
            return replaced.stream().allMatch(r -> r.refersTo(null));
        });
        assertThat(shown.refersTo(null)).isFalse();
        assertThat(program.failures()).isEmpty();
        System.out.printf("%d openings, MB used after each: %s%n", ROUNDS, used);
    }

    private void use(FxRobot robot) {
        // Rows for which there is no room any more are kept for later, also beyond the end of a shorter list.
        ListView<?> list = robot.lookup("#tasks").queryListView();
        for (double height : new double[] {list.getItems().size() * TaskList.ROW, 0}) {
            robot.interact(() -> list.setMinHeight(height));
            WaitForAsyncUtils.waitForFxEvents();
        }
        NodeId node = selectFirst(robot);
        robot.interact(() -> workspace.study().switches().toggle(List.of(node)));
        MenuButton tasks = robot.lookup("#task-chooser").queryAs(MenuButton.class);
        robot.interact(tasks::show);
        robot.interact(tasks::hide);
        robot.press(KeyCode.CONTROL, KeyCode.K)
                .release(KeyCode.K, KeyCode.CONTROL)
                .type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static long memory() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
