package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.workspace.Notice.Details;
import org.circuitexplorer.app.workspace.Notice.None;
import org.circuitexplorer.app.workspace.Notice.Offer;
import org.circuitexplorer.engine.reproduce.PublicCircuit;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.task.Task;

/// What came of opening a file.
///
/// @param model the model, the one that was open before when the file is about that; empty when it was not found
/// @param circuits circuits of the model
/// @param wanted the task to turn to, empty to leave that to the window
/// @param published the circuit whose stored numbers are to be computed again
/// @param session what is to be shown of the model
/// @param task a task to put among those of the model
/// @param offer something to do first
record Opened(
        Optional<OpenModel> model,
        CircuitFolder circuits,
        Optional<String> wanted,
        Optional<PublicCircuit> published,
        Optional<Session> session,
        Optional<Task> task,
        Optional<Notice> offer) {
    static Opened ofModel(OpenModel model, CircuitFolder circuits, Optional<String> wanted) {
        return new Opened(
                Optional.of(model),
                circuits,
                wanted,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Nothing was opened; the notice says why and what can be done.
    static Opened nothing(Optional<OpenModel> current, Notice why) {
        return new Opened(
                current,
                CircuitFolder.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(why));
    }

    /// A task of the user's own, to turn to.
    static Opened ofTask(OpenModel model, CircuitFolder circuits, Task task) {
        return new Opened(
                Optional.of(model),
                circuits,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(task),
                Optional.empty());
    }

    Opened showing(Session wantedSession) {
        return new Opened(model, circuits, wanted, published, Optional.of(wantedSession), task, offer);
    }

    Opened offering(Optional<Notice> notice) {
        return new Opened(model, circuits, wanted, published, session, task, notice);
    }

    /// Everything the user should know, in one line.
    Optional<Notice> notice() {
        List<String> sentences = new ArrayList<>();
        model.flatMap(OpenModel::obstacleToPruning).ifPresent(sentences::add);
        List<String> left = circuits.unreadable();
        if (!left.isEmpty()) sentences.add(leftOut(left));
        List<String> warnings = model.map(m -> m.loaded().warnings()).orElse(List.of());
        if (sentences.isEmpty() && !warnings.isEmpty()) sentences.add(odd(warnings));
        offer.ifPresent(o -> sentences.add(o.sentence()));
        if (sentences.isEmpty()) return Optional.empty();
        List<String> lines = new ArrayList<>(left);
        lines.addAll(warnings);
        Offer details = lines.isEmpty()
                ? new None()
                : new Details(
                        model.map(m -> text("open.odd", m.loaded().name())).orElse(text("open.odd.file")), lines);
        return Optional.of(new Notice(
                String.join("  ·  ", sentences), offer.map(Notice::offer).orElse(details)));
    }

    private static String leftOut(List<String> unreadable) {
        return unreadable.size() == 1
                ? text("open.leftOut.one", unreadable.getFirst())
                : text("open.leftOut", unreadable.size(), unreadable.getFirst());
    }

    private static String odd(List<String> warnings) {
        return warnings.size() == 1
                ? warnings.getFirst()
                : text("open.odd.more", warnings.getFirst(), warnings.size() - 1);
    }
}
