package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.workspace.WindowWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// What the window says of models and circuits that are not quite ordinary.
final class NoticesTest extends OpenWindow {
    private static final Path FIXTURES = Path.of(
                    Objects.requireNonNull(System.getProperty("sample.models")),
                    "../engine/src/test/resources/fixtures")
            .normalize();
    private static final String TASK = """
            {"name": "tell", "train": [{"pos": [1, 2], "neg": [1, 3], "pos_ans": 4, "neg_ans": 5}],
             "test": [{"pos": [1, 2], "neg": [1, 3], "pos_ans": 4, "neg_ans": 5}]}""";

    NoticesTest() {
        super(new WindowWorkspace(home, List.of()));
    }

    @Override
    void begin() {}

    @Test
    void weightsThatAreNoNumbersAreNamedAndNotPruned(FxRobot robot, @TempDir Path folder) throws Exception {
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(FIXTURES.resolve("bad/weights_nan_inf").resolve(name), folder.resolve(name));
        }
        Files.writeString(Files.createDirectory(folder.resolve("tasks")).resolve("tell.json"), TASK);
        robot.interact(() -> workspace.open(folder));
        await(() -> workspace.jobs().running().isEmpty()
                && workspace.study().entry().isPresent());

        assertThat(text(robot, "#notice-text"))
                .contains("NaN or infinity", "transformer.h.0.mlp.c_fc.weight", "lm_head.weight", "not pruned");
        assertThat(robot.lookup("#prune").queryAs(Node.class).isDisabled()).isTrue();
        assertThat(robot.lookup("#prune").queryAs(Node.class).getAccessibleHelp())
                .contains("NaN or infinity");
        robot.clickOn("#notice-close");
        robot.press(KeyCode.CONTROL, KeyCode.P).release(KeyCode.P, KeyCode.CONTROL);
        assertThat(robot.lookup("#prune-start").tryQuery()).isEmpty();
        assertThat(text(robot, "#notice-text")).contains("not pruned");
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void aPublishedCircuitShowsItsSamplesAndHowFarItIsReproduced(FxRobot robot) throws TimeoutException {
        robot.interact(() -> workspace.open(FIXTURES.resolve("a_csp2")));
        await(() -> workspace.model().isPresent());
        robot.interact(() -> workspace.open(FIXTURES.resolve("viz/viz_data.pt")));
        await(() -> text(robot, "#notice-text").contains("stored numbers were computed again"));

        robot.clickOn("#notice-offer");
        assertThat(robot.lookup("#details").queryAs(TextArea.class).getText()).contains("interv_loss", "task_samples");
        robot.clickOn("#details-close");
        selectFirst(robot);
        await(() -> robot.lookup("#stored-samples").queryAs(Node.class).isVisible());
        assertThat(robot.from(robot.lookup("#stored-samples").queryAll())
                        .lookup(".example")
                        .queryAll())
                .hasSizeGreaterThan(3);
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void whatWasDoneIsSaidUntilItWasReadAndTheRestUntilItIsDismissed(FxRobot robot) throws TimeoutException {
        NoticeBar bar = robot.lookup("#notice").queryAs(NoticeBar.class);
        robot.interact(() -> workspace.mention("Written: graph.svg"));
        robot.interact(bar.getScene().getWindow()::requestFocus);
        assertThat(isRunning(bar)).as("nobody attends to it").isTrue();
        robot.moveTo("#notice-text");
        assertThat(isRunning(bar)).as("the pointer is on it").isFalse();
        robot.moveTo("#find");
        assertThat(isRunning(bar)).as("the pointer left").isTrue();
        robot.interact(() -> robot.lookup("#notice-close").query().requestFocus());
        assertThat(isRunning(bar)).as("the focus is on it").isFalse();
        robot.interact(window()::focusGraph);
        assertThat(bar.reading().getDuration().toSeconds()).isGreaterThan(8);
        robot.interact(() -> bar.reading().setRate(1000));
        await(() -> workspace.noticeProperty().get().isEmpty());

        robot.interact(() -> workspace.tell("This stays."));
        assertThat(isRunning(bar)).as("it is not only about what was done").isFalse();
        assertThat(bar.isVisible()).isTrue();
    }

    private static boolean isRunning(NoticeBar bar) {
        return bar.reading().getStatus() == Animation.Status.RUNNING;
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
