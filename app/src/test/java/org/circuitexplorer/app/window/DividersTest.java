package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// The panels keep their sizes when the desktop gives the window another one, until a person moves them.
final class DividersTest extends OpenWindow {
    @Test
    void panelsKeepTheirSizesUntilTheyAreMoved(FxRobot robot) throws TimeoutException {
        Stage stage = (Stage) robot.lookup("#graph").query().getScene().getWindow();
        for (int smaller : new int[] {0, 60, 130}) {
            robot.interact(() -> {
                stage.setWidth(1240 - smaller);
                stage.setHeight(780 - smaller);
            });
            await(() -> Math.abs(foot(robot) - 178) < 3);
            assertThat(right(robot)).isBetween(345.0, 355.0);
        }
        robot.drag(".split-pane:vertical > .split-pane-divider").dropBy(0, -60);
        double chosen = foot(robot);
        assertThat(chosen).isGreaterThan(200);
        robot.interact(() -> stage.setHeight(760));
        assertThat(foot(robot)).isBetween(chosen - 3, chosen + 3);
    }

    private static double foot(FxRobot robot) {
        SplitPane body = pane(robot, Orientation.VERTICAL);
        return body.getHeight() * (1 - body.getDividerPositions()[0]);
    }

    private static double right(FxRobot robot) {
        SplitPane middle = pane(robot, Orientation.HORIZONTAL);
        return middle.getWidth() * (1 - middle.getDividerPositions()[1]);
    }

    private static SplitPane pane(FxRobot robot, Orientation orientation) {
        return robot.lookup(".split-pane").queryAllAs(SplitPane.class).stream()
                .filter(p -> p.getOrientation() == orientation)
                .findFirst()
                .orElseThrow();
    }
}
