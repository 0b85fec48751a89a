package org.circuitexplorer.app.workspace;

import java.util.Optional;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.session.View;

/// Everything about a task under study that undo brings back.
///
/// @param ablations what is ablated
/// @param circuit the circuit with its labels and notes, empty while there is none
/// @param look how it is drawn
public record StudyVersion(Ablations ablations, Optional<CircuitDocument> circuit, View.Look look) {
    /// Nothing ablated, no circuit.
    public static final StudyVersion EMPTY = new StudyVersion(Ablations.NONE, Optional.empty(), View.Look.PLAIN);

    StudyVersion withAblations(Ablations other) {
        return new StudyVersion(other, circuit, look);
    }

    StudyVersion withLook(View.Look other) {
        return new StudyVersion(ablations, circuit, other);
    }

    StudyVersion withCircuit(CircuitDocument other) {
        return new StudyVersion(ablations, Optional.of(other), look);
    }

    /// A circuit as nothing was done with it yet, in the colours of this one.
    StudyVersion untouched(Optional<CircuitDocument> other) {
        return new StudyVersion(Ablations.NONE, other, look.withMinimumWeight(0).withCollapsed(new TreeSet<>()));
    }
}
