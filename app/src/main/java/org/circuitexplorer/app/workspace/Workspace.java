package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.circuitexplorer.app.device.DeviceSetting;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.device.DeviceChooser;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.CompactModelWriter;
import org.circuitexplorer.engine.io.TaskWriter;
import org.circuitexplorer.engine.reproduce.PublicCircuit;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.StatisticsCache;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.jspecify.annotations.Nullable;

/// The open model with its tasks and their circuits, and the one under study.
public final class Workspace {
    private static final String FIRST_TASK = "single_double_quote";

    private final BackgroundJobs jobs;
    private final Workers workers;
    private final Path cacheFolder;
    private final List<Path> samples;
    private final Study study;
    private final DeviceSetting device;
    private final ReadOnlyObjectWrapper<Optional<OpenModel>> model = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<TaskEntry> tasks = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper busyOpening = new ReadOnlyIntegerWrapper(0);
    private Subscription firstState = Subscription.EMPTY;
    private BiConsumer<Path, Optional<Session>> onOpened = (path, session) -> {};
    private @Nullable Job opening;
    private @Nullable Job reproducing;
    private @Nullable Job measuring;

    /// @param cacheFolder where statistics are kept when the model's own folder cannot be written, and validations
    /// @param samples folders of the models that come with the program
    public Workspace(BackgroundJobs jobs, Workers workers, Path cacheFolder, List<Path> samples) {
        this.jobs = jobs;
        this.workers = workers;
        this.cacheFolder = cacheFolder;
        this.samples = List.copyOf(samples);
        this.study = new Study(jobs);
        this.device = new DeviceSetting(jobs, DeviceChooser.ofThisMachine(workers, cacheFolder), workers);
    }

    /// The folder of what can be measured again.
    public Path cacheFolder() {
        return cacheFolder;
    }

    public ReadOnlyObjectProperty<Optional<OpenModel>> modelProperty() {
        return model.getReadOnlyProperty();
    }

    /// How many files are being opened at the moment.
    public ReadOnlyIntegerProperty busyOpeningProperty() {
        return busyOpening.getReadOnlyProperty();
    }

    public Optional<OpenModel> model() {
        return model.get();
    }

    /// Tasks of the open model, those with a circuit first, then by name.
    public ObservableList<TaskEntry> tasks() {
        return tasks;
    }

    public Study study() {
        return study;
    }

    /// Where searches and validations compute.
    public DeviceSetting device() {
        return device;
    }

    public BackgroundJobs jobs() {
        return jobs;
    }

    /// What the user should know about what was opened.
    public ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void dismissNotice() {
        notice.set(Optional.empty());
    }

    /// Tells the user something in a line.
    public void tell(String sentence) {
        tell(Notice.of(sentence));
    }

    /// As above, with something to do.
    public void tell(Notice told) {
        notice.set(Optional.of(told));
    }

    /// Folders of the models that come with the program.
    public List<Path> samples() {
        return samples;
    }

    /// Opens a model or a circuit. What is open stays until the new one is read.
    public void open(Path path) {
        open(path, Optional.empty());
    }

    /// As above, with what belongs to it: the mean activations that a circuit of the public viewer needs, or the model
    /// of a session.
    public void open(Path path, Optional<Path> companion) {
        if (opening != null) opening.cancel();
        if (reproducing != null) reproducing.cancel();
        busyOpening.set(busyOpening.get() + 1);
        FileOpener.Request request = new FileOpener.Request(path, companion, model());
        opening = jobs.start(
                text("job.opening", path.getFileName()),
                (progress, cancel) -> new FileOpener(samples, workers).open(request, progress, cancel),
                opened -> show(path, opened),
                () -> busyOpening.set(busyOpening.get() - 1));
    }

    private void show(Path path, Opened opened) {
        boolean other = !opened.model().equals(model()) || opened.session().isPresent();
        if (other) opened.model().ifPresent(this::showModel);
        notice.set(opened.notice());
        if (opened.model().isEmpty()) return;
        for (CircuitDocument document : opened.circuits().circuits()) {
            taskOf(document, opened.model().get()).ifPresent(t -> t.open(document));
        }
        opened.session().ifPresent(this::putCircuits);
        tasks.sort(
                (a, b) -> Boolean.compare(b.circuit().isPresent(), a.circuit().isPresent()));
        if (other || opened.wanted().isPresent()) turnTo(opened.wanted());
        if (other) scanOnceShown(opened.model().get());
        opened.published().ifPresent(this::reproduce);
        onOpened.accept(path, opened.session());
    }

    /// The circuits of a session stand in for those beside the model.
    private void putCircuits(Session session) {
        for (CircuitDocument document : session.circuits()) {
            taskOf(document, model().orElseThrow())
                    .ifPresent(t -> t.circuitProperty().set(Optional.of(document)));
        }
        for (CircuitDocument document : session.others()) {
            taskOf(document, model().orElseThrow()).ifPresent(t -> t.others().add(document));
        }
    }

    /// Told of every file that was opened, once it is shown, with what it says of the window.
    public void setOnOpened(BiConsumer<Path, Optional<Session>> action) {
        onOpened = action;
    }

    private void turnTo(Optional<String> wanted) {
        wanted.or(() -> Optional.of(FIRST_TASK))
                .flatMap(this::task)
                .or(() -> tasks.stream().findFirst())
                .ifPresent(study::show);
    }

    /// The task of a circuit; of a published one whose task the model does not have, a task of its prompts.
    private Optional<TaskEntry> taskOf(CircuitDocument document, OpenModel opened) {
        Optional<TaskEntry> known = task(document.task().name());
        if (known.isPresent()) return known;
        Optional<TaskEntry> made = PublishedCircuits.task(document, opened).map(t -> new TaskEntry(opened, t));
        made.ifPresent(tasks::add);
        if (made.isEmpty()) {
            tell(text("published.noTask", document.task().name()));
        }
        return made;
    }

    private void reproduce(PublicCircuit circuit) {
        reproducing = jobs.start(
                text("job.reproducing"),
                (progress, cancel) -> new PublishedCircuits(workers).reproduce(circuit, progress, cancel),
                told -> notice.set(Optional.of(told)));
    }

    /// The first picture does not wait for what takes longer.
    private void scanOnceShown(OpenModel opened) {
        firstState.unsubscribe();
        if (study.entry().isEmpty() || study.stateProperty().get().isPresent()) {
            scan(opened);
            return;
        }
        firstState = study.stateProperty().subscribe((before, state) -> {
            if (state.isEmpty() || !Optional.of(opened).equals(model())) return;
            firstState.unsubscribe();
            scan(opened);
        });
    }

    private void showModel(OpenModel opened) {
        tasks.forEach(t -> t.pruningProperty().get().ifPresent(Job::cancel));
        study.scanningProperty().get().ifPresent(Job::cancel);
        if (measuring != null) measuring.cancel();
        study.clear();
        model.set(Optional.of(opened));
        tasks.setAll(opened.tasks().stream().map(t -> new TaskEntry(opened, t)).toList());
    }

    /// Scans the corpus, then measures the tasks: one after the other, so that the histograms do not wait for both.
    private void scan(OpenModel opened) {
        if (opened.corpus().isEmpty()) measure(opened, List.copyOf(tasks));
        opened.corpus().ifPresent(corpus -> {
            StatisticsCache cache = new StatisticsCache(List.of(opened.loaded().directory(), cacheFolder));
            Job scanning = jobs.start(
                    text("job.corpus"),
                    (progress, cancel) -> cache.readOrScan(opened.loaded(), corpus, workers, progress, cancel)
                            .statistics(),
                    statistics -> {
                        if (Optional.of(opened).equals(model()))
                            study.statisticsProperty().set(Optional.of(statistics));
                    },
                    () -> {
                        if (!Optional.of(opened).equals(model())) return;
                        study.scanningProperty().set(Optional.empty());
                        measure(opened, List.copyOf(tasks));
                    });
            study.scanningProperty().set(Optional.of(scanning));
        });
    }

    private void measure(OpenModel opened, List<TaskEntry> entries) {
        measuring = jobs.start(
                text("job.measuring"),
                (progress, cancel) -> {
                    Map<TaskEntry, TaskReport> reports = new LinkedHashMap<>();
                    for (TaskEntry entry : entries) {
                        cancel.throwIfCancelled();
                        progress.at(entry.name(), reports.size(), entries.size());
                        reports.put(entry, TaskReport.of(opened.transformer(), entry.task(), workers));
                    }
                    return reports;
                },
                reports -> reports.forEach(
                        (entry, report) -> entry.modelReportProperty().set(Optional.of(report))));
    }

    public Optional<TaskEntry> task(String name) {
        return tasks.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /// The statistics, once they are there.
    public Optional<CorpusStatistics> statistics() {
        return study.statisticsProperty().get();
    }

    /// Saves the circuit under study.
    public void saveCircuit(Path file) {
        study.circuit()
                .ifPresent(document -> jobs.start(
                        text("job.saving", file.getFileName()),
                        (progress, cancel) -> {
                            CircuitFile.write(file, document);
                            return file;
                        },
                        saved -> {}));
    }

    /// Saves a table that was made of what is shown.
    public void saveTable(Path file, String csv) {
        jobs.start(
                text("job.saving", file.getFileName()),
                (progress, cancel) -> {
                    AtomicFile.write(file, csv.getBytes(StandardCharsets.UTF_8));
                    return file;
                },
                saved -> {});
    }

    /// Saves a task of the user's own and puts it among those of the model; names that are taken are refused.
    public void saveTask(Path file, Task task) {
        if (task(task.name()).isPresent()) {
            tell(text("task.taken", task.name()));
            return;
        }
        model().ifPresent(open -> jobs.start(
                text("job.saving", file.getFileName()),
                (progress, cancel) -> {
                    TaskWriter.write(file, task);
                    return file;
                },
                saved -> {
                    if (!Optional.of(open).equals(model())) return;
                    TaskEntry entry = new TaskEntry(open, task);
                    tasks.add(entry);
                    measure(open, List.of(entry));
                    tell(text(
                            "task.saved",
                            task.name(),
                            task.train().size(),
                            task.test().size()));
                }));
    }

    /// Saves the open model in compact form.
    public void saveCompact(Path file) {
        model().ifPresent(open -> jobs.start(
                text("job.saving", file.getFileName()),
                (progress, cancel) -> {
                    CompactModelWriter.write(file, open.loaded(), progress, cancel);
                    return CompactForm.saved(file, open);
                },
                told -> notice.set(Optional.of(told))));
    }
}
