package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.StallWatch;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Random use of the window leads to no exception and leaves it alive. It walks further on request:
/// `-Dwalk.actions=20000 -Dwalk.seed=7`, or until the time is up, `-Dwalk.seconds=600`.
final class RandomWalkTest extends OpenWindow {
    private static final int ACTIONS = Integer.getInteger("walk.actions", 60);
    private static final long SECONDS = Long.getLong("walk.seconds", 3600);
    private static final long SEED = Long.getLong("walk.seed", 1);

    private int done;
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final Queue<StallWatch.Stall> stalls = new ConcurrentLinkedQueue<>();

    @Override
    void begin() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    }

    @Test
    void aWalkWithoutAnException(FxRobot robot) throws Exception {
        robot.type(KeyCode.F5);
        assertThat(uncaught).isEmpty();
        robot.interact(program::openFirstSample);
        await(() -> workspace.study().stateProperty().get().isPresent());
        RandomWalk walk =
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> new RandomWalk(robot, window(), workspace, SEED));
        long begin = System.nanoTime();
        StallWatch watch = BackgroundJobs.watchJavaFx(Duration.ofMillis(100), stalls::add);
        try {
            while (done < ACTIONS && System.nanoTime() - begin < SECONDS * 1_000_000_000L) {
                done++;
                step(walk);
                assertThat(uncaught).as("after %s", walk.last()).isEmpty();
                assertThat(program.failures()).as("after %s", walk.last()).isEmpty();
            }
        } finally {
            watch.close();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        WaitForAsyncUtils.waitForFxEvents();
        report(seconds);
    }

    private void step(RandomWalk walk) throws InterruptedException {
        try {
            QuickHands.inOneFrame(window().session().views().graph().getScene(), walk::step);
        } catch (RuntimeException | TimeoutException e) {
            throw new AssertionError("after " + walk.last(), e);
        }
    }

    private void report(double seconds) {
        System.out.printf(
                "%d actions from seed %d, %.1f a second: %d stalls over 100 ms, the longest %d ms%n",
                done,
                SEED,
                done / seconds,
                stalls.size(),
                stalls.stream().mapToLong(s -> s.length().toMillis()).max().orElse(0));
        stalls.stream()
                .sorted(Comparator.comparing(StallWatch.Stall::length).reversed())
                .limit(10)
                .forEach(System.out::println);
    }
}
