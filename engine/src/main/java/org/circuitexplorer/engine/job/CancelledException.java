package org.circuitexplorer.engine.job;

/// A computation stopped because its [CancelToken] asked it to.
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled");
    }
}
