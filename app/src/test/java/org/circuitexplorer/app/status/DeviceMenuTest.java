package org.circuitexplorer.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.circuitexplorer.app.device.DeviceSetting;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.app.preferences.Preferences;
import org.circuitexplorer.engine.device.DeviceChooser;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.device.DeviceOpener;
import org.circuitexplorer.engine.device.GraphicsCards;
import org.circuitexplorer.engine.device.SelfTest;
import org.circuitexplorer.engine.run.Device;
import org.circuitexplorer.engine.run.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// The device in the window, on a machine without a graphics card.
@ExtendWith(ApplicationExtension.class)
final class DeviceMenuTest {
    private static final String PROCESSOR = "CPU · AVX2 · 1 thread";
    private static final long PATIENCE = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path home;

    private final Workers workers = new Workers(1);
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final BackgroundJobs jobs = BackgroundJobs.onJavaFx(failures::add);
    private final DeviceSetting setting = new DeviceSetting(
            jobs,
            new DeviceChooser(
                    workers,
                    () -> new GraphicsCards.Found(List.of(), "no NVIDIA driver found"),
                    new NothingInstalled(),
                    new SelfTest(home, "1.0")),
            workers);
    private final Preferences preferences = preferences();

    @SuppressWarnings("NullAway.Init") // made on the window's thread
    private DeviceMenu menu;

    @Start
    void open(Stage stage) {
        setting.askedProperty().subscribe((before, now) -> preferences.setDevice(now.label()));
        menu = new DeviceMenu(setting, PROCESSOR);
        stage.setScene(new Scene(new StackPane(menu), 600, 400));
        stage.show();
    }

    /// What is kept in the file; written at once.
    private Preferences preferences() {
        return new Preferences(
                home, new BackgroundJobs(Runnable::run, Runnable::run, failures::add).latest("settings"));
    }

    @Stop
    void close() {
        jobs.close();
        workers.close();
    }

    @Test
    void theReasonIsShownAndKept(FxRobot robot) throws TimeoutException {
        assertThat(menu.getText()).isEqualTo(PROCESSOR);
        assertThat(preferences().device()).isEqualTo("cpu");
        choose(robot, DeviceKind.AUTO);
        assertThat(menu.getText()).isEqualTo("CPU: no NVIDIA driver found");
        assertThat(menu.getAccessibleText()).isEqualTo("Device: CPU: no NVIDIA driver found");
        assertThat(preferences().device()).isEqualTo("auto");
        assertThat(failures).isEmpty();
        choose(robot, DeviceKind.CPU);
        assertThat(menu.getText()).isEqualTo(PROCESSOR);
    }

    @Test
    void aDeviceThatCannotServeLeavesEverythingWhereItWas(FxRobot robot) throws TimeoutException {
        choose(robot, DeviceKind.CUDA);
        assertThat(failures).hasSize(1);
        assertThat(failures.remove().what())
                .isEqualTo("Choosing CUDA did not succeed: cuda: no NVIDIA driver found; choose cpu.");
        assertThat(menu.getText()).isEqualTo(PROCESSOR);
        assertThat(setting.askedProperty().get()).isEqualTo(DeviceKind.CPU);
        robot.clickOn(menu);
        assertThat(selected()).isEqualTo(DeviceKind.CPU);
        robot.interact(menu::hide);
    }

    private DeviceKind selected() {
        return menu.getItems().stream()
                .map(RadioMenuItem.class::cast)
                .filter(RadioMenuItem::isSelected)
                .map(item -> (DeviceKind) item.getUserData())
                .reduce((a, b) -> {
                    throw new AssertionError(a + " and " + b + " are selected");
                })
                .orElseThrow();
    }

    private void choose(FxRobot robot, DeviceKind kind) throws TimeoutException {
        robot.clickOn(menu);
        robot.clickOn("#device-" + kind.label());
        WaitForAsyncUtils.waitFor(
                PATIENCE, TimeUnit.SECONDS, () -> jobs.running().isEmpty());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static final class NothingInstalled implements DeviceOpener {
        @Override
        public String missing(DeviceKind kind) {
            return "is not part of this program; choose cpu.";
        }

        @Override
        public Device open(DeviceKind kind) {
            throw new AssertionError(kind);
        }
    }
}
