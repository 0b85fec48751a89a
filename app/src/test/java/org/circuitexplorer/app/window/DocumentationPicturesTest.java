package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.viewer.chart.HistogramView;
import org.circuitexplorer.viewer.chart.LossCurveView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Takes the pictures of the user guide from the real window on the sample model: `./mvnw -Pscreenshots verify`.
@Tag("pictures")
@ExtendWith(ApplicationExtension.class)
final class DocumentationPicturesTest {
    private static final Path FOLDER = Path.of(Objects.requireNonNull(System.getProperty("pictures.folder", "target")));
    private static final int PATIENCE_S = 120;
    private static final int STEPS = 150;
    /// Where the inspector shows a value's sum and its head.
    private static final double SUMS = 0.8;
    /// Pixels per unit: the window of the display-less toolkit is small, its pictures need not be.
    private static final double SCALE = 1.5;

    private final FxRobot robot = new FxRobot();

    /// An earlier run's settings, and what it left for recovery, would be seen.
    @BeforeEach
    void forget() throws IOException {
        Path settings = UserFolders.ofThisUser().settings();
        assertThat(settings.toAbsolutePath()).startsWithRaw(Path.of("target").toAbsolutePath());
        if (!Files.exists(settings)) return;
        try (Stream<Path> files = Files.walk(settings)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @Test
    void theWindowAndItsParts() throws IOException, TimeoutException {
        FxToolkit.registerStage(Stage::new);
        FxToolkit.setupApplication(ExplorerApplication.class);
        await(() -> !text("#loss-circuit").equals("–"));
        robot.clickOn("#find").write("2.attn.v").type(KeyCode.ENTER);
        await(() -> robot.lookup("#histogram")
                        .queryAs(HistogramView.class)
                        .dataProperty()
                        .get()
                        .total()
                > 0);
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
        save("window-dark.png", mainScene());
        ScrollPane inspector = robot.lookup("#inspector").queryAs(ScrollPane.class);
        robot.interact(() -> inspector.setVvalue(SUMS));
        save("inspector-dark.png", mainScene());
        robot.interact(() -> inspector.setVvalue(0));

        robot.clickOn("#ablate-mean");
        await(() -> text("#ablated-count").startsWith("1"));
        await(() -> !text("#loss-now").equals(text("#loss-circuit")));
        save("ablation-dark.png", mainScene());
        robot.clickOn("#reset");

        robot.clickOn("#theme");
        save("window-light.png", mainScene());
        robot.clickOn("#ghosts");
        await(() -> !text("#ghosts").equals("Ghosts"));
        save("ghosts-light.png", mainScene());
        robot.clickOn("#ghosts");
        validation();
        robot.clickOn("#theme");
        search();
        prompts();
        lecture();
    }

    /// What a validation of the quote circuit finds.
    private void validation() throws IOException, TimeoutException {
        robot.clickOn("#validate");
        robot.clickOn("#validate-start");
        await(() -> !robot.lookup("#validate-save").query().isDisabled());
        await(() -> !robot.lookup("#validate-start").query().isDisabled());
        save("validation-light.png", robot.lookup("#validate-start").query().getScene());
        robot.clickOn("#validate-close");
    }

    /// The search for a circuit, some way on its path.
    private void search() throws IOException, TimeoutException {
        robot.clickOn("#prune");
        robot.clickOn("#prune-start");
        await(() -> robot.lookup(LossCurveView.class::isInstance)
                        .queryAs(LossCurveView.class)
                        .curveProperty()
                        .get()
                        .steps()
                        .length
                > STEPS);
        save("prune-dark.png", robot.lookup("#prune-start").query().getScene());
        robot.clickOn("#prune-cancel");
        await(() -> robot.lookup("#prune-cancel").query().isDisabled());
        robot.clickOn("#prune-close");
    }

    /// Prompts of the quote task, changed by some rules.
    private void prompts() throws IOException, TimeoutException {
        robot.press(KeyCode.CONTROL, KeyCode.T).release(KeyCode.T, KeyCode.CONTROL);
        TableView<?> trials = robot.lookup("#trials").queryAs(TableView.class);
        for (String change : List.of("#change-renamed", "#change-longer", "#change-misleading-comment")) {
            int tried = trials.getItems().size();
            robot.clickOn(change);
            robot.interact(() -> robot.lookup("#workbench-expected-1")
                    .queryComboBox()
                    .getSelectionModel()
                    .select(1));
            robot.clickOn("#workbench-run");
            await(() -> trials.getItems().size() > tried);
        }
        save("try-dark.png", trials.getScene());
        robot.clickOn("#workbench-close");
    }

    /// A step of the sample's lecture with its value switched off.
    private void lecture() throws IOException, TimeoutException {
        robot.clickOn("#find").type(KeyCode.ESCAPE).type(KeyCode.F5);
        await(() -> robot.lookup("#lecture").query().isVisible());
        robot.type(KeyCode.DIGIT6);
        await(() -> text("#lecture-offer").startsWith("press X"));
        robot.type(KeyCode.X);
        await(() -> text("#lecture-after").startsWith("→"));
        save("lecture-dark.png", mainScene());
        robot.type(KeyCode.ESCAPE);
    }

    private String text(String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private Scene mainScene() {
        return robot.lookup("#graph").query().getScene();
    }

    private static void await(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                PATIENCE_S,
                TimeUnit.SECONDS,
                () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
        WaitForAsyncUtils.waitForFxEvents(20);
    }

    private static void save(String name, Scene scene) throws IOException {
        Files.createDirectories(FOLDER);
        assertThat(ImageIO.write(
                        WindowPicture.of(scene, SCALE),
                        "png",
                        FOLDER.resolve(name).toFile()))
                .isTrue();
    }
}
