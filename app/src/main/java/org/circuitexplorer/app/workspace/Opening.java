package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.reproduce.PublicCircuit;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.jspecify.annotations.Nullable;

/// Opens files in the background and shows what they hold. What is open stays until the new one is read.
final class Opening {
    private static final String FIRST_TASK = "single_double_quote";

    private final Workspace workspace;
    private final BackgroundJobs jobs;
    private final Workers workers;
    private final ReadOnlyIntegerWrapper busy = new ReadOnlyIntegerWrapper(0);
    private BiConsumer<Path, Optional<Session>> onOpened = (path, session) -> {};
    private Consumer<CircuitPicture> beforeShown = picture -> {};
    private @Nullable Job opening;
    private @Nullable Job reproducing;

    /// What was read.
    ///
    /// @param path what was opened, the model where a part of its folder was chosen
    /// @param first the task that is likely to be shown first, already drawn up; empty where the model stays
    private record Ready(Path path, Opened opened, Optional<TaskEntry> first) {}

    Opening(Workspace workspace, BackgroundJobs jobs, Workers workers) {
        this.workspace = workspace;
        this.jobs = jobs;
        this.workers = workers;
    }

    /// How many files are being opened at the moment.
    ReadOnlyIntegerProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    void setOnOpened(BiConsumer<Path, Optional<Session>> action) {
        onOpened = action;
    }

    void setBeforeShown(Consumer<CircuitPicture> action) {
        beforeShown = action;
    }

    void open(Path path, Optional<Path> companion) {
        if (opening != null) opening.cancel();
        if (reproducing != null) reproducing.cancel();
        busy.set(busy.get() + 1);
        Optional<OpenModel> current = workspace.model();
        Consumer<CircuitPicture> layOut = beforeShown;
        opening = jobs.start(
                text("job.opening", path.getFileName()),
                (progress, cancel) -> {
                    Path meant = OpenModel.meant(path);
                    Opened opened = new FileOpener(workspace.samples(), workers)
                            .open(new FileOpener.Request(meant, companion, current), progress, cancel);
                    Optional<TaskEntry> first = isOther(opened, current) ? drawnUp(opened, layOut) : Optional.empty();
                    return new Ready(meant, opened, first);
                },
                this::show,
                () -> busy.set(busy.get() - 1));
    }

    private static boolean isOther(Opened opened, Optional<OpenModel> current) {
        return !opened.model().equals(current) || opened.session().isPresent();
    }

    /// What takes a while where nothing was drawn before is done before the window has to show it.
    private static Optional<TaskEntry> drawnUp(Opened opened, Consumer<CircuitPicture> layOut) {
        List<CircuitDocument> circuits = Stream.concat(
                        opened.session().stream().flatMap(s -> s.circuits().stream()),
                        opened.circuits().circuits().stream())
                .toList();
        return opened.model()
                .flatMap(model -> firstCircuit(opened.wanted(), circuits)
                        .flatMap(document -> task(model, document).map(task -> {
                            TaskEntry entry = new TaskEntry(model, task);
                            layOut.accept(entry.prepare(document));
                            return entry;
                        })));
    }

    private static Optional<CircuitDocument> firstCircuit(Optional<String> wanted, List<CircuitDocument> circuits) {
        String name = wanted.orElse(FIRST_TASK);
        return circuits.stream()
                .filter(c -> c.task().name().equals(name))
                .findFirst()
                .or(() -> circuits.stream().findFirst());
    }

    private static Optional<Task> task(OpenModel model, CircuitDocument document) {
        return model.tasks().stream()
                .filter(t -> t.name().equals(document.task().name()))
                .findFirst();
    }

    private void show(Ready ready) {
        Opened opened = ready.opened;
        boolean other = isOther(opened, workspace.model());
        if (other) opened.model().ifPresent(model -> workspace.turnTo(model, ready.first));
        workspace.tell(opened.notice());
        if (opened.model().isEmpty()) return;
        OpenModel model = opened.model().get();
        for (CircuitDocument document : opened.circuits().circuits()) {
            taskOf(document, model).ifPresent(t -> t.open(document));
        }
        opened.session().ifPresent(session -> putCircuits(session, model));
        workspace
                .tasks()
                .sort((a, b) ->
                        Boolean.compare(b.circuit().isPresent(), a.circuit().isPresent()));
        if (other || opened.wanted().isPresent()) turnTo(opened.wanted());
        opened.task().ifPresent(task -> turnTo(task, model));
        if (other) workspace.measuring().beginOnceShown(model);
        opened.published().ifPresent(this::reproduce);
        onOpened.accept(ready.path, opened.session());
    }

    /// The circuits of a session stand in for those beside the model.
    private void putCircuits(Session session, OpenModel model) {
        for (CircuitDocument document : session.circuits()) {
            taskOf(document, model).ifPresent(t -> t.circuitProperty().set(Optional.of(document)));
        }
        for (CircuitDocument document : session.others()) {
            taskOf(document, model).ifPresent(t -> t.others().add(document));
        }
    }

    private void turnTo(Optional<String> wanted) {
        wanted.or(() -> Optional.of(FIRST_TASK))
                .flatMap(workspace::task)
                .or(() -> workspace.tasks().stream().findFirst())
                .ifPresent(workspace.study()::show);
    }

    /// A task of the user's own stands among those of the model, unless it is one of them.
    private void turnTo(Task task, OpenModel model) {
        Optional<TaskEntry> known = workspace.task(task.name());
        if (known.isPresent() && !TaskReference.of(known.get().task()).equals(TaskReference.of(task))) {
            workspace.tell(text("task.other", task.name()));
            return;
        }
        if (known.isEmpty()) workspace.saving().putAmongTasks(model, task);
        workspace.task(task.name()).ifPresent(workspace.study()::show);
    }

    /// The task of a circuit; of a published one whose task the model does not have, a task of its prompts.
    private Optional<TaskEntry> taskOf(CircuitDocument document, OpenModel opened) {
        Optional<TaskEntry> known = workspace.task(document.task().name());
        if (known.isPresent()) return known;
        Optional<TaskEntry> made = PublishedCircuits.task(document, opened).map(t -> new TaskEntry(opened, t));
        made.ifPresent(workspace.tasks()::add);
        if (made.isEmpty()) {
            workspace.tell(text("published.noTask", document.task().name()));
        }
        return made;
    }

    private void reproduce(PublicCircuit circuit) {
        reproducing = jobs.start(
                text("job.reproducing"),
                (progress, cancel) -> new PublishedCircuits(workers).reproduce(circuit, progress, cancel),
                workspace::tell);
    }
}
