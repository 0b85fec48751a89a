package org.circuitexplorer.app.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.ModelReference;
import org.circuitexplorer.engine.session.Lecture;
import org.circuitexplorer.engine.session.ModelPlace;
import org.circuitexplorer.engine.session.PastRun;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.View;

/// A session before it is known where it is kept.
///
/// @param view what is shown
/// @param lecture the saved views
/// @param circuits the circuit that is shown and those that were changed
/// @param others further circuits of tasks, which can be turned to
/// @param runs what came of every change of the ablations
record Draft(
        View view, Lecture lecture, List<CircuitDocument> circuits, List<CircuitDocument> others, List<PastRun> runs) {
    Draft {
        circuits = List.copyOf(circuits);
        others = List.copyOf(others);
        runs = List.copyOf(runs);
    }

    static Draft of(Workspace workspace, View view, Lecture lecture) {
        Optional<TaskEntry> shown = workspace.study().entry();
        List<CircuitDocument> circuits = workspace.tasks().stream()
                .filter(t -> t.isCircuitChanged() || !t.others().isEmpty() || shown.equals(Optional.of(t)))
                .flatMap(t -> t.circuit().stream())
                .toList();
        List<CircuitDocument> others =
                workspace.tasks().stream().flatMap(t -> t.others().stream()).toList();
        return new Draft(
                view, lecture, circuits, others, workspace.study().runs().kept());
    }

    /// The session for a file. The model's digest may have to be made first, which takes a while.
    Session in(Path file, OpenModel model) {
        ModelReference reference =
                ModelReference.of(model.loaded().name(), model.loaded().sha256(), model.config());
        Path place = model.loaded().weightsFile();
        return new Session(ModelPlace.of(reference, place, file), view, lecture, circuits, others, runs);
    }
}
