package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.workspace.Prompts;
import org.circuitexplorer.viewer.token.HeatToken;
import org.circuitexplorer.viewer.token.TokenHeatMapView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// Prompts are changed, guessed at and run, and the strip shows them.
final class WorkbenchJourneyTest extends OpenWindow {
    @Test
    void promptsAreTried(FxRobot robot) throws Exception {
        await(() -> workspace.study().stateProperty().get().isPresent());
        robot.interact(
                () -> workspace.study().show(workspace.task("bracket_counting").orElseThrow()));
        await(() -> workspace.study().stateProperty().get().isPresent());
        robot.press(KeyCode.CONTROL, KeyCode.T).release(KeyCode.T, KeyCode.CONTROL);
        TextArea first = robot.lookup("#workbench-prompt-1").queryAs(TextArea.class);
        String before = first.getText();
        fire(robot, "#change-much-longer");
        assertThat(first.getText().length()).isGreaterThan(2 * before.length());
        robot.interact(() -> robot.lookup("#workbench-expected-1")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .select(1));
        robot.clickOn("#workbench-note").write("longer lists").type(KeyCode.ENTER);
        TableView<?> trials = robot.lookup("#trials").queryAs(TableView.class);
        await(() -> trials.getItems().size() == 1);
        assertThat(robot.lookup("#workbench-summary").queryAs(Labeled.class).getText())
                .startsWith("1 tried");
        assertThat(workspace.study().prompts().property().get().orElseThrow()).isInstanceOf(Prompts.OwnPair.class);
        assertThat(robot.lookup("#pair-title").queryAs(Labeled.class).getText()).startsWith("YOUR PAIR");
        robot.interact(() -> first.setText("x = ["));
        fire(robot, "#workbench-run");
        await(() -> trials.getItems().size() == 2);
        fire(robot, "#workbench-close");

        theStripShowsWhatThePromptsDifferBy(robot);
        whatWasTriedIsNothingToAnotherModel(robot);
        assertThat(program.failures()).isEmpty();
    }

    private void theStripShowsWhatThePromptsDifferBy(FxRobot robot) throws Exception {
        robot.interact(() -> workspace.study().prompts().showPair(0));
        robot.interact(() -> workspace
                .study()
                .select(workspace
                        .study()
                        .circuit()
                        .orElseThrow()
                        .circuit()
                        .nodeSet()
                        .last()));
        TokenHeatMapView map = robot.lookup("#prompt-1").queryAs(TokenHeatMapView.class);
        TokenHeatMapView other = robot.lookup("#prompt-2").queryAs(TokenHeatMapView.class);
        await(() -> map.tokensProperty().get().stream().anyMatch(t -> t.value() != 0));
        double here = last(map.tokensProperty().get());
        double there = last(other.tokensProperty().get());
        robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
        assertThat(last(map.tokensProperty().get())).isEqualTo((float) here - (float) there);
        assertThat(last(other.tokensProperty().get())).isEqualTo((float) there - (float) here);
        assertThat(robot.lookup("#pair-title").queryAs(Labeled.class).getText()).contains("LESS THE OTHER");
    }

    private void whatWasTriedIsNothingToAnotherModel(FxRobot robot) throws Exception {
        Path other = workspace.samples().get(1);
        robot.interact(() -> workspace.open(other));
        await(() -> workspace.model().map(m -> m.loaded().directory()).equals(Optional.of(other))
                && workspace.study().stateProperty().get().isPresent());
        robot.press(KeyCode.CONTROL, KeyCode.T).release(KeyCode.T, KeyCode.CONTROL);
        TableView<?> trials = robot.lookup("#trials").queryAs(TableView.class);
        assertThat(trials.getItems()).isEmpty();
        assertThat(trials.getScene().getFocusOwner())
                .isSameAs(robot.lookup("#workbench-prompt-1").query());
        robot.interact(trials::requestFocus);
        robot.press(KeyCode.CONTROL, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.CONTROL);
        await(() -> trials.getItems().size() == 1);
        fire(robot, "#workbench-close");
    }

    private static double last(List<HeatToken> tokens) {
        return tokens.getLast().value();
    }
}
