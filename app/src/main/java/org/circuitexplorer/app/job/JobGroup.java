package org.circuitexplorer.app.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Jobs about one thing, such as the open model, that end when it is left. It belongs to the window's thread.
public final class JobGroup {
    private final BackgroundJobs jobs;
    private final List<Job> started = new ArrayList<>();

    JobGroup(BackgroundJobs jobs) {
        this.jobs = jobs;
    }

    /// Starts a job of the group.
    ///
    /// @see BackgroundJobs#start(String, JobBody, Consumer)
    public <T> Job start(String name, JobBody<T> body, Consumer<T> onSuccess) {
        return start(name, body, onSuccess, () -> {});
    }

    /// As above; `onEnd` is called last, whatever happened.
    public <T> Job start(String name, JobBody<T> body, Consumer<T> onSuccess, Runnable onEnd) {
        Job job = jobs.start(name, body, onSuccess, onEnd);
        // What has ended may hold what it was about.
        started.retainAll(jobs.running());
        if (jobs.running().contains(job)) started.add(job);
        return job;
    }

    /// Asks all jobs of the group that still run to stop.
    public void cancel() {
        started.forEach(Job::cancel);
        started.clear();
    }
}
