package org.circuitexplorer.app.window;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ButtonBase;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.workspace.WindowWorkspace;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.model.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// A window of the program, with the real engine.
@ExtendWith(ApplicationExtension.class)
abstract class OpenWindow {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path home;

    final WindowWorkspace program;
    final Workspace workspace;
    private Optional<ExplorerWindow> window = Optional.empty();

    /// A window that has the samples at hand.
    OpenWindow() {
        this(WindowWorkspace.withSamples(home));
    }

    OpenWindow(WindowWorkspace program) {
        this.program = program;
        workspace = program.workspace();
    }

    @BeforeEach
    final void open() throws TimeoutException {
        FxToolkit.setupStage(this::show);
    }

    private void show(Stage stage) {
        window = Optional.of(new ExplorerWindow(stage, workspace, program.workers(), new UserFolders(home, home)));
        // Windows of tests follow one another on one stage, with the size that the last one left.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(screen.getWidth());
        stage.setHeight(screen.getHeight());
        stage.show();
        begin();
    }

    /// What is done once the window is there: the first sample is opened.
    void begin() {
        program.openFirstSample();
    }

    @AfterEach
    final void end() {
        WaitForAsyncUtils.waitForAsyncFx(1000 * PATIENCE_SECONDS, this::close);
    }

    /// What is done, on JavaFX's thread, before the window goes.
    void close() {
        program.close();
    }

    ExplorerWindow window() {
        return window.orElseThrow();
    }

    /// Presses a button without the mouse.
    static void fire(FxRobot robot, String button) {
        robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
    }

    /// Selects the first node of the circuit under study.
    NodeId selectFirst(FxRobot robot) {
        NodeId node =
                workspace.study().circuit().orElseThrow().circuit().nodeSet().first();
        robot.interact(() -> workspace.study().select(node));
        return node;
    }

    static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
