package org.circuitexplorer.engine.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The threads that share the work of a pass. Each takes the next piece when it has finished one; no result depends
/// on which thread took which piece.
public final class Workers implements AutoCloseable {
    /// One piece of work.
    @FunctionalInterface
    public interface Piece {
        /// @param worker number of the computing thread, below [Workers#threads()]: an index for scratch memory
        /// @param index number of the piece
        void run(int worker, int index);
    }

    private final int threads;
    private final ExecutorService helpers;

    /// @param threads number of threads that compute, the calling one included; at least 1
    public Workers(int threads) {
        if (threads < 1) throw new IllegalArgumentException("expected at least 1 thread, found " + threads);
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().name("engine-", 1).daemon().factory());
    }

    /// One thread for each processor.
    public static Workers forThisMachine() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    public int threads() {
        return threads;
    }

    /// Runs a piece for every index below `count` and returns when all have run. The caller computes too, as worker 0,
    /// and never waits for a helper that is still busy for another caller: no long job holds up a short question.
    public void forEach(int count, Piece piece) {
        if (threads == 1 || count < 2) {
            for (int i = 0; i < count; i++) piece.run(0, i);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Future<?>[] others = new Future<?>[Math.min(threads, count) - 1];
        AtomicBoolean[] taken = new AtomicBoolean[others.length];
        for (int i = 0; i < others.length; i++) {
            int worker = i + 1;
            AtomicBoolean begun = new AtomicBoolean();
            taken[i] = begun;
            others[i] = helpers.submit(() -> {
                if (begun.compareAndSet(false, true)) drain(worker, next, count, piece);
            });
        }
        try {
            drain(0, next, count, piece);
        } finally {
            for (int i = 0; i < others.length; i++) if (!taken[i].compareAndSet(false, true)) join(others[i]);
        }
    }

    private static void drain(int worker, AtomicInteger next, int count, Piece piece) {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) piece.run(worker, i);
    }

    private static void join(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException r) throw r;
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
