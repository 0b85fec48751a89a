package org.circuitexplorer.engine.session;

import java.util.List;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitDocument;

/// What a person did with a model.
///
/// @param model the model
/// @param view what the window shows
/// @param lecture saved views
/// @param circuits the circuits that are not as they lie beside the model, and the one that is shown; at most one for
/// each task
/// @param others further circuits of tasks, which a person can turn to; any number for each task
/// @param runs what came of every change of the ablations, the latest last
public record Session(
        ModelPlace model,
        View view,
        Lecture lecture,
        List<CircuitDocument> circuits,
        List<CircuitDocument> others,
        List<PastRun> runs) {
    public Session {
        circuits = List.copyOf(circuits);
        others = List.copyOf(others);
        runs = List.copyOf(runs);
        long tasks = circuits.stream().map(c -> c.task().name()).distinct().count();
        if (tasks != circuits.size()) {
            throw new IllegalArgumentException("expected one circuit for each task, found two for one");
        }
    }

    /// A session without further circuits and runs.
    public Session(ModelPlace model, View view, Lecture lecture, List<CircuitDocument> circuits) {
        this(model, view, lecture, circuits, List.of(), List.of());
    }

    /// All its circuits, in the order in which a file holds them.
    public List<CircuitDocument> allCircuits() {
        return Stream.concat(circuits.stream(), others.stream()).toList();
    }
}
