package org.circuitexplorer.app.workspace;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.task.TaskResult;

/// A task of the open model with its circuit, if one was found, and what the whole model makes of it.
public final class TaskEntry {
    private final OpenModel model;
    private final Task task;
    private final ObjectProperty<Optional<CircuitDocument>> circuit = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<TaskReport>> modelReport = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Job>> pruning = new SimpleObjectProperty<>(Optional.empty());

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

    /// Takes a circuit from a file of its own: it counts as unchanged.
    void open(CircuitDocument document) {
        onDisk = Optional.of(document);
        circuit.set(onDisk);
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

    /// Whether the whole model is known to fail at this task.
    public boolean isBeyondModel() {
        return modelReport.get().map(r -> !r.isLearned()).orElse(false);
    }

    /// Loss of the whole model on the test pairs; NaN while unknown.
    public double modelLoss() {
        return modelReport.get().flatMap(TaskReport::test).map(TaskResult::loss).orElse(Double.NaN);
    }

    /// Such as `23 n · 26 e`, `pruning 62 %` or `not pruned`.
    public String status() {
        if (pruning.get().isPresent()) {
            double done = pruning.get().get().progressProperty().get();
            return done < 0 ? "pruning" : "pruning %.0f %%".formatted(100 * done);
        }
        return circuit.get()
                .map(c -> c.circuit().size() + " n · " + c.edges().size() + " e")
                .orElseGet(() -> isBeyondModel() ? "cannot: loss %.2f".formatted(modelLoss()) : "not pruned");
    }
}
