package org.circuitexplorer.engine.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The threads that share the work of a pass. Each takes the next piece when it has finished one; no result depends
/// on which thread took which piece.
public final class Workers implements AutoCloseable {
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

    /// Calls `body` once for every number below `count` and returns when all calls have. The caller computes too.
    public void forEach(int count, IntConsumer body) {
        if (threads == 1 || count < 2) {
            for (int i = 0; i < count; i++) body.accept(i);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) body.accept(i);
        };
        Future<?>[] others = new Future<?>[Math.min(threads, count) - 1];
        for (int i = 0; i < others.length; i++) others[i] = helpers.submit(loop);
        try {
            loop.run();
        } finally {
            for (Future<?> other : others) join(other);
        }
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
