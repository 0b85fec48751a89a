package org.circuitexplorer.app.job;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.circuitexplorer.engine.job.CancelToken;
import org.jspecify.annotations.Nullable;

/// A question of which only the latest answer counts: a new one cancels the one being computed, replaces the one that
/// waits, and makes answers still under way stale, which are then dropped. At most one is computed at a time.
public final class LatestRequest {
    private record Pending(long id, CancelToken token, Work<?> work) {}

    private record Work<T>(JobBody<T> body, Consumer<T> onAnswer) {}

    private final String name;
    private final BackgroundJobs jobs;
    private final AtomicReference<@Nullable Pending> waiting = new AtomicReference<>();
    private @Nullable Pending current;
    private boolean busy;
    private long lastId;

    LatestRequest(String name, BackgroundJobs jobs) {
        this.name = name;
        this.jobs = jobs;
    }

    /// Asks. `onAnswer` hears the answer on the window's thread unless a newer question came first.
    public <T> void submit(JobBody<T> body, Consumer<T> onAnswer) {
        cancel();
        Pending pending = new Pending(lastId, new CancelToken(), new Work<>(body, onAnswer));
        current = pending;
        waiting.set(pending);
        if (!busy) next();
    }

    /// Makes every answer that is still to come stale.
    public void cancel() {
        lastId++;
        if (current != null) current.token.cancel();
        // What was asked may hold a whole model.
        current = null;
        waiting.set(null);
    }

    private void next() {
        Pending pending = waiting.getAndSet(null);
        busy = pending != null;
        if (pending != null) jobs.inBackground(() -> compute(pending, pending.work));
    }

    private <T> void compute(Pending pending, Work<T> work) {
        Runnable answer = jobs.outcome(name, () -> work.body.compute(JobProgress.NONE, pending.token), work.onAnswer);
        jobs.onWindowThread(() -> {
            busy = false;
            if (pending.equals(current)) current = null;
            if (pending.id == lastId) answer.run();
            if (!busy) next();
        });
    }
}
