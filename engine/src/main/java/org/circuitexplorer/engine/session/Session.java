package org.circuitexplorer.engine.session;

import java.util.List;
import org.circuitexplorer.engine.circuit.CircuitDocument;

/// What a person did with a model.
///
/// @param model the model
/// @param view what the window shows
/// @param lecture saved views
/// @param circuits the circuits that are not as they lie beside the model, and the one that is shown; at most one for
/// each task
public record Session(ModelPlace model, View view, Lecture lecture, List<CircuitDocument> circuits) {
    public Session {
        circuits = List.copyOf(circuits);
        long tasks = circuits.stream().map(c -> c.task().name()).distinct().count();
        if (tasks != circuits.size()) {
            throw new IllegalArgumentException("expected one circuit for each task, found two for one");
        }
    }
}
