package org.circuitexplorer.app.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notices when the window's thread takes long to answer, and what it is at meanwhile.
public final class StallWatch implements AutoCloseable {
    private static final long BETWEEN_MILLIS = 40;
    private static final String OURS = "org.circuitexplorer";
    private static final int FRAMES = 3;

    private final Executor windowThread;
    private final Duration longest;
    private final Consumer<Stall> onStall;
    private final AtomicReference<@Nullable Thread> window = new AtomicReference<>();
    private volatile boolean closed;

    /// A time in which the window's thread did not answer.
    ///
    /// @param length how long it took
    /// @param where what the thread was at when it was noticed, the innermost first
    public record Stall(Duration length, String where) {
        @Override
        public String toString() {
            return "the window did not answer for %d ms, at %s".formatted(length.toMillis(), where);
        }
    }

    /// @param longest up to here nothing is said
    /// @param onStall told of every stall once it is over, on the watching thread
    StallWatch(Executor windowThread, Duration longest, Consumer<Stall> onStall) {
        this.windowThread = windowThread;
        this.longest = longest;
        this.onStall = onStall;
    }

    /// Watches until it is closed.
    void run() {
        try {
            while (!closed) {
                ask();
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        long asked = System.nanoTime();
        windowThread.execute(() -> {
            window.set(Thread.currentThread());
            answered.countDown();
        });
        if (answered.await(longest.toNanos(), TimeUnit.NANOSECONDS)) return;
        String where = where(window.get());
        while (!answered.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            if (closed) return;
        }
        onStall.accept(new Stall(Duration.ofNanos(System.nanoTime() - asked), where));
    }

    /// Frames of this program, else the innermost ones beyond Java's own, such as a lock that is waited for.
    private static String where(@Nullable Thread thread) {
        if (thread == null) return "its start";
        StackTraceElement[] stack = thread.getStackTrace();
        StackTraceElement[] ours = Arrays.stream(stack)
                .filter(f -> f.getClassName().startsWith(OURS))
                .toArray(StackTraceElement[]::new);
        return Arrays.stream(ours.length > 0 ? ours : stack)
                .filter(f -> !f.getClassName().startsWith("java.")
                        && !f.getClassName().startsWith("jdk."))
                .limit(FRAMES)
                .map(f -> f.getClassName().substring(f.getClassName().lastIndexOf('.') + 1) + "." + f.getMethodName())
                .reduce((one, other) -> one + " < " + other)
                .orElse("nothing");
    }

    @Override
    public void close() {
        closed = true;
    }
}
