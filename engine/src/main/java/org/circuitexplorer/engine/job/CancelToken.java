package org.circuitexplorer.engine.job;

/// Asks a computation to stop, or to wait. The computation polls with [#throwIfCancelled()]; whoever holds the token
/// may pause and resume it from any thread, and cancel it, once for all.
public final class CancelToken {
    private volatile boolean cancelled;
    private volatile boolean paused;

    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// Holds the computation up where it polls next, until [#resume()] or [#cancel()].
    public void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    public boolean isPaused() {
        return paused;
    }

    /// Goes on, after waiting while paused.
    ///
    /// @throws CancelledException when [#cancel()] was called, or the waiting thread was interrupted
    public void throwIfCancelled() {
        if (paused && !cancelled) awaitResume();
        if (cancelled) throw new CancelledException();
    }

    private synchronized void awaitResume() {
        while (paused && !cancelled) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
        }
    }
}
