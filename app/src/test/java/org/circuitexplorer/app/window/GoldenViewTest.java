package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.GridPane;
import org.circuitexplorer.app.dossier.DossierWindow;
import org.circuitexplorer.app.dossier.ValidationModel;
import org.circuitexplorer.app.workspace.Study;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.circuitexplorer.viewer.draw.Theme;
import org.circuitexplorer.viewer.picture.GoldenPicture;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Whole views at 1280 × 800, and the window at 2560 × 1440, look as they did. The status line, which speaks of this
/// machine, is left out.
final class GoldenViewTest extends OpenWindow {
    private static final double WIDTH = 1280;
    private static final double LARGE_WIDTH = 2560;
    private static final double LARGE_HEIGHT = 1440;
    private static final double HEIGHT = 800;
    private static final String SHOWN = "2.attn.v";
    private static final ValidationSettings FEW = ValidationSettings.DEFAULT.withMostPairs(4);
    private final Study study = workspace.study();

    @Test
    void wholeViewsLookAsTheyDid(FxRobot robot) throws Exception {
        Scene scene = robot.lookup("#graph").query().getScene();
        // Windows of tests follow one another on one stage, with the size that the last one left.
        robot.interact(() -> {
            scene.getWindow().setWidth(WIDTH);
            scene.getWindow().setHeight(HEIGHT);
        });
        await(() -> scene.getWidth() == WIDTH && scene.getHeight() == HEIGHT);
        everythingIsThere(robot);
        robot.interact(() -> robot.lookup(".status-bar").query().setVisible(false));
        BufferedImage dark = picture(scene);
        GoldenPicture.check("window-dark", dark);
        compared(robot);
        toBeSearched(robot);

        act(robot, "theme");
        BufferedImage light = picture(scene);
        GoldenPicture.check("window-light", light);
        assertThat(GoldenPicture.same(dark, light)).isFalse();
        validated(robot, scene);

        act(robot, "mean");
        await(() -> !study.stateProperty().get().orElseThrow().ablations().isNone());
        assertThat(GoldenPicture.same(light, picture(scene)))
                .as("a node is ablated")
                .isFalse();
        onALargeScreen(robot, scene);
        assertThat(program.failures()).isEmpty();
    }

    private void everythingIsThere(FxRobot robot) throws TimeoutException {
        await(() -> study.circuit().isPresent() && workspace.statistics().isPresent());
        NodeId node = study.circuit().orElseThrow().circuit().nodeSet().stream()
                .filter(n -> n.site().name().equals(SHOWN))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> study.select(node));
        await(() -> study.detailProperty().get().flatMap(d -> d.activity()).isPresent());
        await(() -> study.stateProperty().get().isPresent());
        await(() -> workspace.tasks().stream()
                .allMatch(t -> t.modelReportProperty().get().isPresent()));
        await(() -> workspace.jobs().running().isEmpty());
    }

    /// The display of tests is small: what a large window would hold is laid out without one.
    private static void onALargeScreen(FxRobot robot, Scene scene) throws IOException {
        Parent all = scene.getRoot();
        Scene large = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            scene.setRoot(new Group());
            Scene other = new Scene(all, LARGE_WIDTH, LARGE_HEIGHT);
            other.getStylesheets().setAll(scene.getStylesheets());
            return other;
        });
        picture(large);
        GoldenPicture.check("window-2560-light", picture(large));
        robot.interact(() -> {
            large.setRoot(new Group());
            scene.setRoot(all);
        });
    }

    private void compared(FxRobot robot) throws Exception {
        act(robot, "compare");
        GridPane losses = robot.lookup("#compare-losses").queryAs(GridPane.class);
        await(() -> losses.getRowCount() == 3);
        GoldenPicture.check("compare-dark", picture(losses.getScene()));
        fire(robot, "#compare-close");
    }

    private void toBeSearched(FxRobot robot) throws Exception {
        act(robot, "prune");
        GoldenPicture.check(
                "prune-dark", picture(robot.lookup("#prune-start").query().getScene()));
        fire(robot, "#prune-close");
    }

    private void validated(FxRobot robot, Scene scene) throws Exception {
        ValidationModel model =
                new ValidationModel(workspace, study.entry().orElseThrow(), new IdentityHashMap<>(), FEW);
        robot.interact(
                () -> new DossierWindow(scene.getWindow(), model, new SimpleObjectProperty<>(Theme.LIGHT)).show());
        fire(robot, "#validate-start");
        await(() -> model.dossierProperty().get().isPresent());
        await(() -> model.jobProperty().get().isEmpty());
        GoldenPicture.check(
                "dossier-light", picture(robot.lookup("#dossier").query().getScene()));
        fire(robot, "#validate-close");
    }

    private void act(FxRobot robot, String action) {
        robot.interact(() -> window().actions().get(action).run().run());
    }

    /// Without the mouse, which would light up what it rests on.
    private static BufferedImage picture(Scene scene) {
        return WindowPicture.of(scene, 1);
    }
}
