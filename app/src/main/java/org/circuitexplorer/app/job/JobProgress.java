package org.circuitexplorer.app.job;

import org.circuitexplorer.engine.job.ProgressListener;

/// Hears how far a job is. What a job does is not shown once it was asked to stop, but for its last words.
@FunctionalInterface
public interface JobProgress extends ProgressListener {
    /// Hears nothing.
    JobProgress NONE = (what, done, total) -> {};

    /// As [#at], shown also once the job was asked to stop: what it still does with what it has.
    default void last(String what, long done, long total) {
        at(what, done, total);
    }
}
