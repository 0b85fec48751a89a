package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.CompactModelWriter;
import org.circuitexplorer.engine.io.TaskWriter;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.task.Task;

/// Writes files about the open model in the background. What is being written when another model is opened is written
/// to its end.
public final class Saving {
    private final Workspace workspace;
    private final BackgroundJobs jobs;

    Saving(Workspace workspace, BackgroundJobs jobs) {
        this.workspace = workspace;
        this.jobs = jobs;
    }

    private interface Writer {
        void write(Path file, ProgressListener progress, CancelToken cancel) throws Exception;
    }

    private void write(Path file, Writer writer, Consumer<Path> onSaved) {
        jobs.start(
                text("job.saving", file.getFileName()),
                (progress, cancel) -> {
                    writer.write(file, progress, cancel);
                    return file;
                },
                onSaved);
    }

    /// The circuit under study.
    public void circuit(Path file) {
        workspace
                .study()
                .circuit()
                .ifPresent(
                        document -> write(file, (to, progress, cancel) -> CircuitFile.write(to, document), this::tell));
    }

    /// A table that was made of what is shown.
    public void table(Path file, String csv) {
        write(file, (to, progress, cancel) -> AtomicFile.write(to, csv.getBytes(StandardCharsets.UTF_8)), this::tell);
    }

    private void tell(Path written) {
        workspace.mention(text("file.written", written));
    }

    /// A task of the user's own, which then stands among those of the model; names that are taken are refused.
    public void task(Path file, Task task) {
        if (workspace.task(task.name()).isPresent()) {
            workspace.tell(text("task.taken", task.name()));
            return;
        }
        workspace
                .model()
                .ifPresent(open -> write(
                        file,
                        (to, progress, cancel) -> TaskWriter.write(to, task),
                        saved -> putAmongTasks(open, task)));
    }

    /// Lets a task stand among those of the open model, and says so.
    void putAmongTasks(OpenModel open, Task task) {
        if (!Optional.of(open).equals(workspace.model())) return;
        TaskEntry entry = new TaskEntry(open, task);
        workspace.tasks().add(entry);
        workspace.measuring().tasks(open, List.of(entry));
        workspace.mention(
                text("task.saved", task.name(), task.train().size(), task.test().size()));
    }

    /// The open model in compact form.
    public void compact(Path file) {
        workspace
                .model()
                .ifPresent(open -> jobs.start(
                        text("job.saving", file.getFileName()),
                        (progress, cancel) -> {
                            CompactModelWriter.write(file, open.loaded(), progress, cancel);
                            return CompactForm.saved(file, open);
                        },
                        workspace::tell));
    }
}
