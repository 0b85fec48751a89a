package org.circuitexplorer.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Failure;
import org.circuitexplorer.engine.run.Workers;

/// A workspace as the window has it, for tests: jobs run in the background, failures are collected.
public final class WindowWorkspace implements AutoCloseable {
    private final Workers workers = Workers.forThisMachine();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final BackgroundJobs jobs = BackgroundJobs.onJavaFx(failures::add);
    private final List<Path> samples;
    private final Workspace workspace;

    /// @param cache where statistics are kept
    /// @param samples folders of the models that come with the program
    public WindowWorkspace(Path cache, List<Path> samples) {
        this.samples = List.copyOf(samples);
        this.workspace = new Workspace(jobs, workers, cache, samples);
    }

    /// With the sample models.
    public static WindowWorkspace withSamples(Path cache) {
        return new WindowWorkspace(cache, SampleModels.find().orElseThrow().all());
    }

    public void openFirstSample() {
        workspace.open(samples.getFirst());
    }

    public Workspace workspace() {
        return workspace;
    }

    public Workers workers() {
        return workers;
    }

    /// What went wrong so far.
    public Queue<Failure> failures() {
        return failures;
    }

    @Override
    public void close() {
        jobs.close();
        workers.close();
    }
}
