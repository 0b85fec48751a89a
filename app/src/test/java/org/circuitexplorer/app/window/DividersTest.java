package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// The panels keep their sizes when the desktop gives the window another one, until a person moves them.
final class DividersTest extends OpenWindow {
    @Test
    void panelsKeepTheirSizesUntilTheyAreMoved(FxRobot robot) throws TimeoutException {
        for (int smaller : new int[] {0, 60, 130}) {
            shrink(robot, smaller);
            await(() -> Math.abs(foot(robot) - 156) < 3);
            assertThat(right(robot)).isBetween(345.0, 355.0);
        }
        robot.drag(".split-pane:vertical > .split-pane-divider").dropBy(0, -60);
        double chosen = foot(robot);
        assertThat(chosen).isGreaterThan(200);
        shrink(robot, 20);
        assertThat(foot(robot)).isBetween(chosen - 3, chosen + 3);
    }

    /// The display-less toolkit cannot give a window another size: its content gets less room instead.
    private static void shrink(FxRobot robot, int by) {
        robot.interact(() ->
                ((Region) robot.lookup("#graph").query().getScene().getRoot()).setPadding(new Insets(0, by, by, 0)));
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
