package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
        RandomWalk walk = new RandomWalk(robot, window(), workspace, SEED);
        StallWatch watch = BackgroundJobs.watchJavaFx(Duration.ofMillis(100), stalls::add);
        try {
            long begin = System.nanoTime();
            while (done < ACTIONS && System.nanoTime() - begin < SECONDS * 1_000_000_000L) {
                done++;
                step(walk);
                assertThat(uncaught).as("after %s", walk.last()).isEmpty();
                assertThat(program.failures()).as("after %s", walk.last()).isEmpty();
            }
        } finally {
            watch.close();
        }
        WaitForAsyncUtils.waitForFxEvents();
        report();
    }

    private static void step(RandomWalk walk) {
        try {
            walk.step();
        } catch (RuntimeException e) {
            throw new AssertionError("after " + walk.last(), e);
        }
    }

    private void report() {
        System.out.printf(
                "%d actions from seed %d: %d stalls over 100 ms, the longest %d ms%n",
                done,
                SEED,
                stalls.size(),
                stalls.stream().mapToLong(s -> s.length().toMillis()).max().orElse(0));
        stalls.stream()
                .sorted(Comparator.comparing(StallWatch.Stall::length).reversed())
                .limit(10)
                .forEach(System.out::println);
    }
}
