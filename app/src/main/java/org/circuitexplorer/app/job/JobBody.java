package org.circuitexplorer.app.job;

import org.circuitexplorer.engine.job.CancelToken;

/// What a job computes, on a background thread. It reports its progress and polls the token.
@FunctionalInterface
public interface JobBody<T> {
    T compute(JobProgress progress, CancelToken cancel) throws Exception;
}
