package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.engine.stats.StatisticsCache;
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
    private final ReadOnlyObjectWrapper<Optional<OpenModel>> model = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ObservableList<TaskEntry> tasks = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper busyOpening = new ReadOnlyIntegerWrapper(0);
    private Subscription firstState = Subscription.EMPTY;
    private @Nullable Job opening;
    private @Nullable Job scanning;
    private @Nullable Job measuring;

    private record Opened(OpenModel model, CircuitFolder circuits, Optional<String> wanted) {}

    /// @param cacheFolder where statistics are kept when the model's own folder cannot be written
    /// @param samples folders of the models that come with the program
    public Workspace(BackgroundJobs jobs, Workers workers, Path cacheFolder, List<Path> samples) {
        this.jobs = jobs;
        this.workers = workers;
        this.cacheFolder = cacheFolder;
        this.samples = List.copyOf(samples);
        this.study = new Study(jobs);
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

    public BackgroundJobs jobs() {
        return jobs;
    }

    /// What the user should know about what was opened, in a sentence; empty for nothing.
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void dismissNotice() {
        notice.set("");
    }

    /// Folders of the models that come with the program.
    public List<Path> samples() {
        return samples;
    }

    /// Opens a model or a circuit. What is open stays until the new one is read.
    public void open(Path path) {
        if (opening != null) opening.cancel();
        busyOpening.set(busyOpening.get() + 1);
        Optional<OpenModel> current = model();
        opening = jobs.start(
                "Opening " + path.getFileName(),
                (progress, cancel) -> path.toString().endsWith(CircuitFile.SUFFIX)
                        ? openCircuit(path, current, progress, cancel)
                        : openModel(path, progress, cancel),
                this::show,
                () -> busyOpening.set(busyOpening.get() - 1));
    }

    private Opened openModel(Path path, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        OpenModel opened = OpenModel.read(path, workers, progress, cancel);
        return new Opened(opened, CircuitFolder.read(opened), Optional.empty());
    }

    private Opened openCircuit(Path path, Optional<OpenModel> current, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        CircuitDocument document = CircuitFile.read(path);
        OpenModel model = new ModelOfCircuit(current, samples, workers).find(path, document, progress, cancel);
        return new Opened(
                model,
                new CircuitFolder(List.of(document), List.of()),
                Optional.of(document.task().name()));
    }

    private static String sentence(List<String> unreadable) {
        return switch (unreadable.size()) {
            case 0 -> "";
            case 1 -> "One circuit was left out: " + unreadable.getFirst();
            default -> unreadable.size() + " circuits were left out, the first because: " + unreadable.getFirst();
        };
    }

    private void show(Opened opened) {
        boolean other = !Optional.of(opened.model).equals(model());
        if (other) showModel(opened.model);
        notice.set(sentence(opened.circuits.unreadable()));
        for (CircuitDocument document : opened.circuits.circuits()) {
            task(document.task().name()).ifPresent(t -> t.circuitProperty().set(Optional.of(document)));
        }
        tasks.sort(
                (a, b) -> Boolean.compare(b.circuit().isPresent(), a.circuit().isPresent()));
        opened.wanted
                .or(() -> Optional.of(FIRST_TASK))
                .flatMap(this::task)
                .or(() -> tasks.stream().findFirst())
                .ifPresent(study::show);
        if (other) scanOnceShown(opened.model);
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
        if (scanning != null) scanning.cancel();
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
            scanning = jobs.start(
                    "Scanning the corpus",
                    (progress, cancel) -> cache.readOrScan(opened.loaded(), corpus, workers, progress, cancel)
                            .statistics(),
                    statistics -> {
                        if (Optional.of(opened).equals(model()))
                            study.statisticsProperty().set(Optional.of(statistics));
                    },
                    () -> {
                        if (Optional.of(opened).equals(model())) measure(opened, List.copyOf(tasks));
                    });
        });
    }

    private void measure(OpenModel opened, List<TaskEntry> entries) {
        measuring = jobs.start(
                "Measuring the tasks",
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
                        "Saving " + file.getFileName(),
                        (progress, cancel) -> {
                            CircuitFile.write(file, document);
                            return file;
                        },
                        saved -> {}));
    }
}
