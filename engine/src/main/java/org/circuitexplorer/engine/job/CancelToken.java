package org.circuitexplorer.engine.job;

/// Asks a computation to stop. The computation polls; whoever holds the token may cancel from any thread, once for all.
public final class CancelToken {
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// @throws CancelledException when [#cancel()] was called
    public void throwIfCancelled() {
        if (cancelled) throw new CancelledException();
    }
}
