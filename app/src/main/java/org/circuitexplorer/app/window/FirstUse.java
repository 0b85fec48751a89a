package org.circuitexplorer.app.window;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.List;
import javafx.util.Subscription;
import org.circuitexplorer.app.job.LatestRequest;
import org.circuitexplorer.app.workspace.CircuitState;
import org.circuitexplorer.app.workspace.Workspace;

/// Rehearses in the background what a new window is likely to be asked: before the first circuit is there, and once
/// more when it is.
final class FirstUse {
    private final Workspace workspace;
    private final LatestRequest rehearsal;
    private final List<String> stylesheets;
    private Subscription firstState = Subscription.EMPTY;

    private FirstUse(Workspace workspace, List<String> stylesheets) {
        this.workspace = workspace;
        this.rehearsal = workspace.jobs().latest(text("job.rehearsal"));
        this.stylesheets = List.copyOf(stylesheets);
    }

    /// Begins; called on the window's thread.
    ///
    /// @param stylesheets those of the window
    static void rehearse(Workspace workspace, List<String> stylesheets) {
        FirstUse use = new FirstUse(workspace, stylesheets);
        use.rehearsal.submit(
                (progress, cancel) -> {
                    Rehearsal.layOut(cancel);
                    return Rehearsal.controls(use.stylesheets);
                },
                done -> {});
        use.firstState = workspace.study().stateProperty().subscribe(state -> state.ifPresent(use::withCircuit));
    }

    private void withCircuit(CircuitState state) {
        firstState.unsubscribe();
        workspace
                .study()
                .entry()
                .ifPresent(entry -> entry.circuit()
                        .ifPresent(circuit -> rehearsal.submit(
                                (progress, cancel) -> {
                                    Rehearsal.study(entry, circuit, own -> Rehearsal.views(own, stylesheets), cancel);
                                    return cancel;
                                },
                                done -> {})));
    }
}
