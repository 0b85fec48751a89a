package org.circuitexplorer.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.job.StallWatch;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Random use of the window leads to no exception and leaves it alive. It walks further on request:
/// `-Dwalk.actions=20000 -Dwalk.seed=7`, or until the time is up, `-Dwalk.seconds=600`. Models that were left on the
/// way are forgotten, or the file `-Dwalk.heap=` names is written with what holds them; what memory is used is said
/// ten times, and how soon changes of the circuit were shown.
final class RandomWalkTest extends OpenWindow {
    private static final int ACTIONS = Integer.getInteger("walk.actions", 60);
    private static final long SECONDS = Long.getLong("walk.seconds", 3600);
    private static final long SEED = Long.getLong("walk.seed", 1);

    private static final String HEAP = System.getProperty("walk.heap", "");

    /// How many of the worst stalls, and of the places where most time was lost, are said.
    private static final int WORST = 10;

    private static final int READINGS = 10;

    private int done;
    private final List<WeakReference<SparseTransformer>> models = new ArrayList<>();
    private final List<Long> megabytes = new ArrayList<>();
    private final Queue<Double> updates = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final Queue<StallWatch.Stall> stalls = new ConcurrentLinkedQueue<>();

    @Override
    void begin() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {
            if (!isOfSystemsDialog(error)) uncaught.add(error);
        });
    }

    /// Whether keys came to a button that opens a dialog of the system, which there is none of without a display.
    private static boolean isOfSystemsDialog(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            StackTraceElement[] stack = at.getStackTrace();
            if (stack.length > 0 && stack[0].getMethodName().startsWith("staticCommonDialogs")) return true;
        }
        return false;
    }

    @Test
    void aWalkWithoutAnException(FxRobot robot) throws Exception {
        robot.type(KeyCode.F5);
        assertThat(uncaught).isEmpty();
        robot.interact(() -> FirstUse.rehearse(
                workspace, window().session().views().graph().getScene().getStylesheets()));
        robot.interact(program::openFirstSample);
        await(() -> workspace.study().stateProperty().get().isPresent());
        RandomWalk walk =
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> new RandomWalk(robot, window(), workspace, SEED));
        robot.interact(() -> workspace.study().updateTimeProperty().subscribe(took -> {
            if (took.doubleValue() > 0) updates.add(took.doubleValue());
        }));
        long begin = System.nanoTime();
        while (done < ACTIONS && System.nanoTime() - begin < SECONDS * 1_000_000_000L) {
            megabytes.add(used());
            walkOn(walk, begin);
        }
        megabytes.add(used());
        double seconds = (System.nanoTime() - begin) / 1e9;
        WaitForAsyncUtils.waitForFxEvents();
        report(seconds);
        modelsLeftAreForgotten(robot);
    }

    /// A tenth of the walk. Memory is read between them: collecting what is not used is a stall of the walk's own
    /// making, unseen by the watch.
    private void walkOn(RandomWalk walk, long begin) throws InterruptedException {
        int until = Math.min(ACTIONS, done + (ACTIONS + READINGS - 1) / READINGS);
        StallWatch watch = BackgroundJobs.watchJavaFx(Duration.ofMillis(100), stalls::add);
        try {
            while (done < until && System.nanoTime() - begin < SECONDS * 1_000_000_000L) {
                done++;
                step(walk);
                noteModel();
                assertThat(uncaught).as("after %d: %s", done, walk.last()).isEmpty();
                assertThat(program.failures())
                        .as("after %d: %s", done, walk.last())
                        .isEmpty();
            }
        } finally {
            watch.close();
        }
    }

    private void noteModel() {
        workspace.model().map(OpenModel::transformer).ifPresent(now -> {
            if (models.isEmpty() || !models.getLast().refersTo(now)) models.add(new WeakReference<>(now));
        });
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private void modelsLeftAreForgotten(FxRobot robot) throws TimeoutException, IOException {
        System.out.printf("%d models on the way; MB used: %s%n", models.size(), megabytes);
        // What is open may show what it was opened for.
        robot.interact(() -> List.copyOf(robot.listWindows()).stream().skip(1).forEach(Window::hide));
        // The headless platform holds the windows of the last movement and of the last key, closed or not.
        robot.moveTo(window().session().views().graph());
        robot.type(KeyCode.SHIFT);
        // A job that still runs, or that a key has paused, holds what it works on.
        robot.interact(() -> List.copyOf(workspace.jobs().running()).forEach(Job::cancel));
        robot.interact(program::openFirstSample);
        try {
            await(() -> {
                noteModel();
                System.gc();
                return models.stream().filter(m -> !m.refersTo(null)).count() <= 1;
            });
        } catch (TimeoutException e) {
            keepHeap();
            throw e;
        }
    }

    /// Writes what is still held to the file `walk.heap`, where one is named.
    private static void keepHeap() throws IOException {
        if (HEAP.isEmpty()) return;
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(HEAP, true);
    }

    private void step(RandomWalk walk) throws InterruptedException {
        try {
            QuickHands.inOneFrame(window().session().views().graph().getScene(), walk::step);
        } catch (RuntimeException | TimeoutException e) {
            if (isOfSystemsDialog(e)) return;
            throw new AssertionError("after " + done + ": " + walk.last(), e);
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
        double[] took = updates.stream().mapToDouble(u -> u).sorted().toArray();
        if (took.length > 0) {
            System.out.printf(
                    "%d changes of the circuit: shown after %.1f ms (median), nine tenths within %.1f%n",
                    took.length, took[took.length / 2], took[took.length * 9 / 10]);
        }
        stalls.stream()
                .sorted(Comparator.comparing(StallWatch.Stall::length).reversed())
                .limit(WORST)
                .forEach(System.out::println);
        stalls.stream()
                .collect(Collectors.groupingBy(
                        StallWatch.Stall::where,
                        Collectors.summarizingLong(s -> s.length().toMillis())))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing((Map.Entry<String, LongSummaryStatistics> e) ->
                        -e.getValue().getSum()))
                .limit(WORST)
                .forEach(e -> System.out.printf(
                        "%d times, %d ms in all: %s%n",
                        e.getValue().getCount(), e.getValue().getSum(), e.getKey()));
    }
}
