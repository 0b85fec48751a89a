package org.circuitexplorer.app.workspace;

import java.util.Optional;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;

/// Everything about a task under study that undo brings back.
///
/// @param ablations what is ablated
/// @param circuit the circuit with its labels and notes, empty while there is none
public record StudyVersion(Ablations ablations, Optional<CircuitDocument> circuit) {
    /// Nothing ablated, no circuit.
    public static final StudyVersion EMPTY = new StudyVersion(Ablations.NONE, Optional.empty());

    StudyVersion withAblations(Ablations other) {
        return new StudyVersion(other, circuit);
    }

    StudyVersion withCircuit(CircuitDocument other) {
        return new StudyVersion(ablations, Optional.of(other));
    }
}
