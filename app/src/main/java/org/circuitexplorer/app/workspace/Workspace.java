package org.circuitexplorer.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.circuitexplorer.app.device.DeviceSetting;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.job.JobGroup;
import org.circuitexplorer.engine.device.DeviceChooser;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.stats.CorpusStatistics;
import org.circuitexplorer.viewer.picture.CircuitPicture;

/// The open model with its tasks and their circuits, and the one under study.
public final class Workspace {
    private final BackgroundJobs jobs;
    private final JobGroup ofModel;
    private final Path cacheFolder;
    private final List<Path> samples;
    private final Study study;
    private final DeviceSetting device;
    private final ReadOnlyObjectWrapper<Optional<OpenModel>> model = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<TaskEntry> tasks = FXCollections.observableArrayList();
    private final Opening opening;
    private final Measuring measuring;
    private final Saving saving;

    /// @param cacheFolder where statistics are kept when the model's own folder cannot be written, and validations
    /// @param samples folders of the models that come with the program
    public Workspace(BackgroundJobs jobs, Workers workers, Path cacheFolder, List<Path> samples) {
        this.jobs = jobs;
        this.ofModel = jobs.group();
        this.cacheFolder = cacheFolder;
        this.samples = List.copyOf(samples);
        this.study = new Study(jobs, ofModel);
        this.device = new DeviceSetting(jobs, DeviceChooser.ofThisMachine(workers, cacheFolder), workers);
        this.opening = new Opening(this, jobs, workers);
        this.measuring = new Measuring(this, workers);
        this.saving = new Saving(this, jobs);
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
        return opening.busyProperty();
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

    /// Jobs about the open model, which end when another one is opened.
    public JobGroup ofModel() {
        return ofModel;
    }

    /// What writes files about the open model.
    public Saving saving() {
        return saving;
    }

    Measuring measuring() {
        return measuring;
    }

    /// What the user should know about what was opened.
    public ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void dismissNotice() {
        tell(Optional.empty());
    }

    /// Tells the user something in a line.
    public void tell(String sentence) {
        tell(Notice.of(sentence));
    }

    /// As above, of what was done or cannot be: it goes by itself once it was read.
    public void mention(String sentence) {
        tell(Notice.passing(sentence));
    }

    /// As above, with something to do; it stays.
    public void tell(Notice told) {
        tell(Optional.of(told));
    }

    /// As above, or nothing any more.
    void tell(Optional<Notice> told) {
        notice.set(told);
    }

    /// Takes a sentence back that is no longer true; any other stays.
    public void withdraw(String sentence) {
        if (notice.get().map(Notice::sentence).equals(Optional.of(sentence))) dismissNotice();
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
        opening.open(path, companion);
    }

    /// Told of every file that was opened, once it is shown, with what it says of the window.
    public void setOnOpened(BiConsumer<Path, Optional<Session>> action) {
        opening.setOnOpened(action);
    }

    /// Given the picture that is likely to be shown next of another model, before that model is, on a background
    /// thread.
    public void setBeforeShown(Consumer<CircuitPicture> action) {
        opening.setBeforeShown(action);
    }

    /// Leaves the open model with all jobs about it, and turns to another.
    ///
    /// @param ready a task of the other model that is there already
    void turnTo(OpenModel opened, Optional<TaskEntry> ready) {
        tasks.forEach(t -> t.pruningProperty().get().ifPresent(Job::cancel));
        ofModel.cancel();
        study.clear();
        model.set(Optional.of(opened));
        // Lists keep rows for which there is no room, and let go of them only where nothing takes their place.
        tasks.clear();
        tasks.setAll(opened.tasks().stream()
                .map(task -> ready.filter(r -> r.task().equals(task)).orElseGet(() -> new TaskEntry(opened, task)))
                .toList());
    }

    public Optional<TaskEntry> task(String name) {
        return tasks.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /// The statistics, once they are there.
    public Optional<CorpusStatistics> statistics() {
        return study.statisticsProperty().get();
    }
}
