package org.circuitexplorer.app.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;

/// The one class that crosses between the window's thread and background threads. Everything public here is called on
/// the window's thread, and every answer arrives there.
public final class BackgroundJobs implements AutoCloseable {
    private static final double SNAPSHOTS_PER_SECOND = 20;

    private final Executor background;
    private final Executor windowThread;
    private final Consumer<Failure> failures;
    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final ObservableList<Job> runningView = FXCollections.unmodifiableObservableList(running);
    private final ObservableList<Runnable> onSnapshot = FXCollections.observableArrayList();
    private volatile boolean closed;

    /// @param background where bodies run
    /// @param windowThread where answers arrive
    /// @param failures hears of every error, on the window's thread
    public BackgroundJobs(Executor background, Executor windowThread, Consumer<Failure> failures) {
        this.background = background;
        this.windowThread = windowThread;
        this.failures = failures;
    }

    /// Jobs on daemon threads, with answers on the JavaFX thread and progress shown twenty times a second while a job
    /// runs.
    public static BackgroundJobs onJavaFx(Consumer<Failure> failures) {
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("job-", 1).daemon().factory());
        BackgroundJobs jobs = new BackgroundJobs(threads, Platform::runLater, failures);
        Timeline clock =
                new Timeline(new KeyFrame(Duration.seconds(1 / SNAPSHOTS_PER_SECOND), e -> jobs.showProgress()));
        clock.setCycleCount(Animation.INDEFINITE);
        jobs.running.addListener((ListChangeListener<Job>) c -> {
            if (jobs.running.isEmpty()) clock.stop();
            else clock.play();
        });
        return jobs;
    }

    /// Watches the JavaFX thread until what is returned is closed.
    ///
    /// @param longest a thread that answers within this time is all right
    /// @param onStall told of each time it did not, on a thread of its own
    public static StallWatch watchJavaFx(java.time.Duration longest, Consumer<StallWatch.Stall> onStall) {
        StallWatch watch = new StallWatch(Platform::runLater, longest, onStall);
        Thread.ofPlatform().name("stall-watch").daemon().start(watch::run);
        return watch;
    }

    /// Cancels a command's work when the program is asked to end (Ctrl+C, a closed terminal), and holds that end up
    /// until what is returned is closed: time to keep what the work has found.
    public static Interruption cancelOnInterrupt(CancelToken cancel) {
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("interrupt").unstarted(() -> {
                    cancel.cancel();
                    try {
                        finished.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        return finished::countDown;
    }

    /// What holds the end of the program up.
    @FunctionalInterface
    public interface Interruption extends AutoCloseable {
        @Override
        void close();
    }

    /// The jobs that are running, oldest first.
    public ObservableList<Job> running() {
        return runningView;
    }

    /// Starts a job. `onSuccess` hears its answer, unless it was cancelled before it had one; a body that wants to keep
    /// a partial answer returns it instead of throwing [CancelledException].
    public <T> Job start(String name, JobBody<T> body, Consumer<T> onSuccess) {
        return start(name, body, onSuccess, () -> {});
    }

    /// As above; `onEnd` is called last, whatever happened.
    public <T> Job start(String name, JobBody<T> body, Consumer<T> onSuccess, Runnable onEnd) {
        Job job = new Job(name);
        if (closed) return job;
        running.add(job);
        background.execute(() -> {
            Runnable answer = outcome(name, () -> body.compute(job.listener(), job.token()), onSuccess);
            onWindowThread(() -> {
                running.remove(job);
                try {
                    answer.run();
                } finally {
                    onEnd.run();
                }
            });
        });
        return job;
    }

    /// Jobs that end together.
    public JobGroup group() {
        return new JobGroup(this);
    }

    /// A question that is asked again and again, of which only the latest answer counts.
    public LatestRequest latest(String name) {
        return new LatestRequest(name, this);
    }

    /// Calls `action` with every refresh of the progress, to show a snapshot of a fast producer.
    public void onSnapshot(Runnable action) {
        onSnapshot.add(action);
    }

    /// Undoes [#onSnapshot(Runnable)].
    public void removeOnSnapshot(Runnable action) {
        onSnapshot.remove(action);
    }

    /// Brings the progress of all jobs up to date.
    public void showProgress() {
        running.forEach(Job::showProgress);
        onSnapshot.forEach(Runnable::run);
    }

    /// Asks every job to stop. No answer arrives any more, and nothing that is started later runs.
    @Override
    public void close() {
        closed = true;
        running.forEach(Job::cancel);
        if (background instanceof ExecutorService threads) threads.shutdown();
    }

    void inBackground(Runnable body) {
        if (!closed) background.execute(body);
    }

    void onWindowThread(Runnable body) {
        windowThread.execute(() -> {
            if (!closed) body.run();
        });
    }

    /// Computes, and says what is to be done on the window's thread with the outcome.
    <T> Runnable outcome(String name, java.util.concurrent.Callable<T> body, Consumer<T> onSuccess) {
        try {
            T answer = body.call();
            return () -> onSuccess.accept(answer);
        } catch (CancelledException e) {
            return () -> {};
        } catch (Exception | OutOfMemoryError e) {
            return () -> failures.accept(Failure.of(name, e));
        }
    }
}
