package org.circuitexplorer.app.window;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.testfx.util.WaitForAsyncUtils;

/// A mouse and a keyboard whose events take the way of the system's, as those of TestFX's robot do, without its steps
/// and pauses, in which a person could follow. What they do arrives once the window's thread comes to it.
final class QuickHands {
    private static final long PATIENCE_SECONDS = 600;
    private static final int DRAG_STEPS = 6;

    private final Robot robot = new Robot();

    void moveTo(Point2D place) {
        robot.mouseMove(place);
    }

    void click(MouseButton button) {
        robot.mousePress(button);
        robot.mouseRelease(button);
    }

    void drag(Point2D from, Point2D to) {
        robot.mouseMove(from);
        robot.mousePress(MouseButton.PRIMARY);
        for (int step = 1; step <= DRAG_STEPS; step++) {
            robot.mouseMove(from.interpolate(to, (double) step / DRAG_STEPS));
        }
        robot.mouseRelease(MouseButton.PRIMARY);
    }

    /// @param notches towards the user when positive
    void scroll(int notches) {
        robot.mouseWheel(notches);
    }

    void type(KeyCode key) {
        robot.keyPress(key);
        robot.keyRelease(key);
    }

    void holding(KeyCode modifier, Runnable body) {
        robot.keyPress(modifier);
        body.run();
        robot.keyRelease(modifier);
    }

    /// Does something on the window's thread, and waits until a frame was laid out after all that it led to there.
    static void inOneFrame(Scene scene, Runnable body) throws InterruptedException, TimeoutException {
        WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), body);
        CountDownLatch drawn = new CountDownLatch(1);
        Platform.runLater(() -> afterNextLayout(scene, drawn::countDown));
        if (!drawn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new TimeoutException("no frame was laid out");
    }

    private static void afterNextLayout(Scene scene, Runnable body) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                body.run();
            }
        });
        Platform.requestNextPulse();
    }
}
