package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.task.TaskResult;
import org.circuitexplorer.viewer.picture.CircuitPicture;
import org.jspecify.annotations.Nullable;

/// A task of the open model with its circuit, if one was found, and what the whole model makes of it.
public final class TaskEntry {
    private final OpenModel model;
    private final Task task;
    private final ObjectProperty<Optional<CircuitDocument>> circuit = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<TaskReport>> modelReport = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Job>> pruning = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty queued = new SimpleBooleanProperty(false);
    private final ObservableList<CircuitDocument> others = FXCollections.observableArrayList();
    private @Nullable TaskTokens tokens;
    private Optional<BarePicture> picture = Optional.empty();
    private Optional<CircuitDocument> onDisk = Optional.empty();

    public TaskEntry(OpenModel model, Task task) {
        this.model = model;
        this.task = task;
    }

    public OpenModel model() {
        return model;
    }

    public Task task() {
        return task;
    }

    /// The tokens that its circuit is known to need, or those that tell its test prompts apart, and their answers.
    public TaskTokens tokens() {
        return circuit().flatMap(CircuitDocument::ends).map(TaskTokens::of).orElseGet(this::tokensOfPairs);
    }

    private TaskTokens tokensOfPairs() {
        TaskTokens known = tokens;
        if (known == null) tokens = known = TaskTokens.of(task.test());
        return known;
    }

    /// The picture of its circuit before anything is known of the nodes; empty where there is no circuit.
    public CircuitPicture picture() {
        if (circuit().isEmpty()) return CircuitPicture.EMPTY;
        Circuit drawn = circuit().get().circuit();
        BarePicture known =
                picture.filter(p -> p.isOf(drawn, tokens())).orElseGet(() -> BarePicture.of(model, drawn, tokens()));
        picture = Optional.of(known);
        return known.picture();
    }

    public String name() {
        return task.name();
    }

    /// The circuit, with what a person noted in it.
    public ObjectProperty<Optional<CircuitDocument>> circuitProperty() {
        return circuit;
    }

    public Optional<CircuitDocument> circuit() {
        return circuit.get();
    }

    /// Draws up a circuit that will be shown first, which takes a while where nothing was drawn before.
    CircuitPicture prepare(CircuitDocument document) {
        circuit.set(Optional.of(document));
        return picture();
    }

    /// Takes a circuit from a file of its own: it counts as unchanged.
    void open(CircuitDocument document) {
        onDisk = Optional.of(document);
        circuit.set(onDisk);
    }

    /// Circuits of the task that are not shown, which a person can turn to; the one that was shown last is the last.
    public ObservableList<CircuitDocument> others() {
        return others;
    }

    /// Takes in a circuit that was found. It never takes the place of another one by itself.
    public void add(CircuitDocument found) {
        if (circuit().isEmpty()) circuit.set(Optional.of(found));
        else others.add(found);
    }

    /// Shows one of the other circuits, the one that was shown being kept among them; or another version of the one
    /// that
    /// is shown.
    void show(CircuitDocument next) {
        if (others.remove(next)) circuit().ifPresent(others::add);
        circuit.set(Optional.of(next));
    }

    /// Whether the circuit is not as any file of its own has it: found, grown, labelled or annotated here.
    public boolean isCircuitChanged() {
        return !circuit.get().equals(onDisk);
    }

    /// How well the whole model does the task, once measured.
    public ObjectProperty<Optional<TaskReport>> modelReportProperty() {
        return modelReport;
    }

    /// The job that looks for a circuit.
    public ObjectProperty<Optional<Job>> pruningProperty() {
        return pruning;
    }

    /// Whether a search for a circuit waits for its turn.
    public BooleanProperty queuedProperty() {
        return queued;
    }

    /// Whether the whole model is known to fail at this task.
    public boolean isBeyondModel() {
        return modelReport.get().map(r -> !r.isLearned()).orElse(false);
    }

    /// Loss of the whole model on the test pairs; NaN while unknown.
    public double modelLoss() {
        return modelReport.get().flatMap(TaskReport::test).map(TaskResult::loss).orElse(Double.NaN);
    }

    /// Such as `23 n · 26 e`, `pruning 62 %`, `waiting` or `not pruned`.
    public String status() {
        if (pruning.get().isPresent()) {
            double done = pruning.get().get().progressProperty().get();
            return done < 0 ? text("tasks.pruning") : text("tasks.pruning.part", "%.0f".formatted(100 * done));
        }
        if (queued.get()) return text("tasks.waiting");
        return circuit.get()
                .map(c -> text("tasks.size", c.circuit().size(), c.edges().size()))
                .orElseGet(() -> isBeyondModel()
                        ? text("tasks.cannot", "%.2f".formatted(modelLoss()))
                        : text("tasks.notPruned"));
    }
}
