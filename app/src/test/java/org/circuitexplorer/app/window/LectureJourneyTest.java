package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.viewer.graph.CircuitGraphView;
import org.circuitexplorer.viewer.picture.PictureNode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.matcher.control.LabeledMatchers;

/// The sample's lecture is told by keys alone, leaves the window as it was, and steps are made and changed.
final class LectureJourneyTest extends OpenWindow {
    @Override
    void close() {
        window().session().close();
        super.close();
    }

    @Test
    void theLectureIsToldAndStepsAreMade(FxRobot robot) throws TimeoutException {
        await(() -> workspace.study().stateProperty().get().isPresent());
        await(() -> robot.lookup(LabeledMatchers.hasText(
                        "“How does the model close a quote?” in 9 steps: Space goes on, Escape leaves."))
                .tryQuery()
                .isPresent());
        robot.type(KeyCode.F5);
        await(() -> robot.lookup("#lecture").query().isVisible());
        assertThat(text(robot, "#lecture-title")).isEqualTo("How does the model close a quote?");
        assertThat(text(robot, "#lecture-step-title")).isEqualTo("The question");
        await(() -> text(robot, "#lecture-before").equals("0.82"));
        assertThat(worded(robot)).contains("key", "value");
        assertThat(robot.lookup("#lecture-graph")
                        .queryAs(CircuitGraphView.class)
                        .getPicture()
                        .nodes())
                .allMatch(PictureNode::large);

        for (int i = 0; i < 5; i++) robot.type(KeyCode.SPACE);
        assertThat(text(robot, "#lecture-step-title")).isEqualTo("What was it?");
        await(() -> text(robot, "#lecture-offer").equals("press X: switch “value” off"));
        robot.type(KeyCode.X);
        await(() -> text(robot, "#lecture-after").equals("→ 0.06"));
        robot.type(KeyCode.BACK_SPACE);
        assertThat(text(robot, "#lecture-step-title")).isEqualTo("Where did the string begin?");
        await(() -> text(robot, "#lecture-after").isEmpty());
        robot.type(KeyCode.DIGIT9);
        assertThat(text(robot, "#lecture-step-title")).isEqualTo("How far to trust it");
        robot.clickOn("#lecture-dot-8");
        assertThat(text(robot, "#lecture-step-title")).isEqualTo("Turned around");
        await(() -> text(robot, "#lecture-after").equals("→ 0.00"));
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#lecture").query().isVisible()).isFalse();
        assertThat(workspace.study().ablations().size()).isZero();

        theWindowIsAsBefore(robot);
        stepsAreMade(robot);
        whatWasDoneBeforeALectureWasOpenedComesBack(robot);
        whatWasDoneWithAnotherModelDoesNot(robot);
        aLectureThatWasLeftStaysWithItsModel(robot);
        assertThat(program.failures()).isEmpty();
    }

    private void theWindowIsAsBefore(FxRobot robot) throws TimeoutException {
        Study study = workspace.study();
        NodeId node = selectFirst(robot);
        robot.interact(() -> study.switches().toggle(List.of(node)));
        robot.type(KeyCode.F5, KeyCode.SPACE, KeyCode.SPACE);
        await(() -> !study.ablations().contains(node));
        robot.type(KeyCode.ESCAPE);
        assertThat(study.ablations().contains(node)).isTrue();
        assertThat(study.selectionProperty().get()).contains(node);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(study.ablations().size()).isZero();
    }

    private void stepsAreMade(FxRobot robot) {
        int before = steps().size();
        robot.press(KeyCode.CONTROL, KeyCode.B).release(KeyCode.B, KeyCode.CONTROL);
        assertThat(steps()).hasSize(before + 1);
        robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
        ListView<?> list = robot.lookup("#steps").queryListView();
        fire(robot, "#step-add");
        assertThat(steps()).hasSize(before + 2);
        assertThat(list.getScene().getFocusOwner())
                .isSameAs(robot.lookup("#step-title").query());
        fire(robot, "#step-remove");
        robot.interact(() -> list.getSelectionModel().select(before));
        robot.interact(() -> {
            robot.lookup("#step-title").queryAs(TextInputControl.class).setText("A step of mine");
            robot.lookup("#step-text").queryAs(TextInputControl.class).setText("It **stands** out");
        });
        robot.clickOn("#step-up");
        assertThat(steps().get(before - 1).title()).isEqualTo("A step of mine");
        assertThat(steps().get(before - 1).text()).isEqualTo("It **stands** out");
        assertThat(steps().get(before - 1).view().selection())
                .isEqualTo(workspace.study().selectionProperty().get());
        robot.clickOn("#step-remove");
        assertThat(steps()).hasSize(before);
        assertThat(steps().stream().map(Lecture.Step::title)).doesNotContain("A step of mine");
        robot.interact(() -> window().actions().get("add-step").run().run());
        assertThat(list.getItems()).hasSize(before + 1);
        assertThat(list.getSelectionModel().getSelectedIndex()).isEqualTo(before);
        fire(robot, "#lecture-new");
        assertThat(steps()).isEmpty();
        assertThat(robot.lookup("#lecture-name").queryAs(TextInputControl.class).getText())
                .isEmpty();
        fire(robot, "#lecture-new");
        assertThat(steps()).hasSize(before + 1);
        Lecture made = window().session().lectureProperty().get();
        robot.interact(() -> list.getSelectionModel().select(before));
        robot.interact(() -> window().session().lectureProperty().set(Lecture.NONE));
        assertThat(list.getItems()).isEmpty();
        assertThat(robot.lookup("#step-title").query().isDisabled()).isTrue();
        assertThat(list.isFocusTraversable()).isFalse();
        robot.interact(() -> window().session().lectureProperty().set(made));
        robot.clickOn("#lecture-close");
    }

    private void whatWasDoneBeforeALectureWasOpenedComesBack(FxRobot robot) throws TimeoutException {
        Study study = workspace.study();
        robot.interact(() -> window().session().lectureProperty().set(Lecture.NONE));
        NodeId node = selectFirst(robot);
        robot.interact(() -> study.notes().change(node, info -> info.withLabel("mine")));
        robot.interact(() -> study.switches().toggle(List.of(node)));
        robot.type(KeyCode.F5);
        await(() -> robot.lookup("#lecture").query().isVisible());
        assertThat(study.ablations().isNone()).isTrue();
        assertThat(window().session().fileProperty().get()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        await(() -> study.ablations().contains(node));
        assertThat(study.selectionProperty().get()).contains(node);
        assertThat(study.circuit().orElseThrow().circuit().info(node).label()).isEqualTo("mine");
        assertThat(steps()).isEmpty();
    }

    private void whatWasDoneWithAnotherModelDoesNot(FxRobot robot) throws TimeoutException {
        Path session = home.resolve("other.cex");
        open(robot, workspace.samples().get(1), 1);
        robot.interact(() -> window().actions().get("add-step").perform());
        robot.interact(() -> window().session().save(session));
        await(() -> window().session().fileProperty().get().isPresent());
        open(robot, workspace.samples().getFirst(), 0);
        NodeId node = selectFirst(robot);
        robot.interact(() -> workspace.study().switches().toggle(List.of(node)));
        robot.interact(() -> window().actions().get("add-step").perform());
        robot.type(KeyCode.F5);
        assertThat(robot.lookup("#lecture").query().isVisible()).isTrue();
        open(robot, session, 1);
        assertThat(robot.lookup("#lecture").query().isVisible()).isFalse();
        assertThat(workspace.study().ablations().isNone()).isTrue();
    }

    private void aLectureThatWasLeftStaysWithItsModel(FxRobot robot) throws TimeoutException {
        robot.interact(() -> window().actions().get("add-step").perform());
        robot.interact(() -> window().actions().get("edit-lecture").perform());
        fire(robot, "#lecture-new");
        assertThat(robot.lookup("#lecture-new").query().isDisabled()).isFalse();
        open(robot, workspace.samples().getFirst(), 0);
        assertThat(robot.lookup("#lecture-new").query().isDisabled()).isTrue();
        assertThat(steps()).isEmpty();
        fire(robot, "#lecture-close");
    }

    private void open(FxRobot robot, Path file, int sample) throws TimeoutException {
        robot.interact(() -> workspace.open(file));
        await(() -> workspace
                        .model()
                        .map(m -> m.loaded().directory())
                        .equals(Optional.of(workspace.samples().get(sample)))
                && workspace.study().stateProperty().get().isPresent());
    }

    private List<Lecture.Step> steps() {
        return window().session().lectureProperty().get().steps();
    }

    private static List<String> worded(FxRobot robot) {
        return robot.lookup("#lecture-graph").queryAs(CircuitGraphView.class).getPicture().nodes().stream()
                .map(PictureNode::text)
                .toList();
    }

    private static String text(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        return node instanceof Labeled labeled ? labeled.getText() : "";
    }
}
