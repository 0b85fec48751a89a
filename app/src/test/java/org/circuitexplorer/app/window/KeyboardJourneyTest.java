package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// What a person without a mouse does: opens models and looks at their circuits, by keys that reach the control which
/// has the focus.
final class KeyboardJourneyTest extends OpenWindow {
    private static final int MOST_TABS = 120;

    private final Path first = workspace.samples().getFirst();
    private final Path wide = workspace.samples().get(1);

    @Test
    void modelsAreOpenedAndLookedAt(FxRobot robot) throws Exception {
        awaitModel(first);
        assertThat(robot.window(0).isFocused()).isTrue();

        tabTo(robot, node -> node instanceof MenuButton chooser && "model-chooser".equals(chooser.getId()));
        robot.type(KeyCode.SPACE, KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        awaitModel(wide);

        tabTo(robot, node -> node instanceof Hyperlink link && link.getText().equals(name(first)));
        robot.type(KeyCode.ENTER);
        awaitModel(first);

        tabTo(robot, node -> node instanceof Hyperlink link && "try-ablation".equals(link.getId()));
        robot.type(KeyCode.ENTER);
        assertThat(workspace.study().selectionProperty().get()).isPresent();
        robot.type(KeyCode.SPACE);
        assertThat(workspace.study().ablations().size()).isOne();
        assertThat(program.failures()).isEmpty();
    }

    @Test
    void theFirstThingToTryIsOneKeyAway(FxRobot robot) throws Exception {
        awaitModel(first);
        robot.type(KeyCode.TAB, KeyCode.ENTER);
        assertThat(workspace.study().selectionProperty().get()).isPresent();
        assertThat(robot.lookup("#graph").query().isFocused()).isTrue();
    }

    @Test
    void whereThereIsNoCircuitNothingIsOfferedThatNeedsOne(FxRobot robot) throws Exception {
        awaitModel(first);
        Hyperlink ablation = robot.lookup("#try-ablation").queryAs(Hyperlink.class);
        assertThat(ablation.isDisabled()).isFalse();
        robot.interact(() -> workspace
                .study()
                .show(workspace.tasks().stream()
                        .filter(task -> task.circuit().isEmpty())
                        .findFirst()
                        .orElseThrow()));
        await(() -> workspace.study().stateProperty().get().isPresent());
        assertThat(ablation.isDisabled()).isTrue();
        tabTo(robot, node -> node instanceof Button button && button.getText().startsWith("Find its"));
        robot.type(KeyCode.ENTER);
        assertThat(robot.lookup("#prune-start").tryQuery()).isPresent();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#prune-start").tryQuery()).isEmpty();
    }

    private void awaitModel(Path sample) throws TimeoutException {
        await(() -> workspace
                        .model()
                        .map(m -> m.loaded().directory().equals(sample))
                        .orElse(false)
                && workspace.study().stateProperty().get().isPresent());
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    /// Presses Tab until a control has the focus.
    private static void tabTo(FxRobot robot, Predicate<Node> control) {
        for (int i = 0; i < MOST_TABS; i++) {
            Node focused = robot.window(0).getScene().getFocusOwner();
            if (focused != null && control.test(focused)) return;
            robot.type(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        throw new AssertionError("Tab never reached it");
    }
}
