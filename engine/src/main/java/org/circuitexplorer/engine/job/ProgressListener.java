package org.circuitexplorer.engine.job;

/// Hears how far a computation is. Called on the computing thread, so it must return at once.
@FunctionalInterface
public interface ProgressListener {
    /// A listener that hears nothing.
    ProgressListener NONE = (what, done, total) -> {};

    /// @param what the current stage in a few words, such as `reading weights`
    /// @param done units done in this stage
    /// @param total units of this stage, 0 when unknown
    void at(String what, long done, long total);
}
