package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.Session;

/// A session that was opened without a window.
///
/// @param model its model
/// @param entry the task that it shows, with its circuit
/// @param session what it says
public record SavedSession(OpenModel model, TaskEntry entry, Session session) {
    /// @param place the model; empty to look for it
    /// @param samples folders of the models that come with the program
    /// @throws ModelFormatException when the session or its model is not what it should be, or the model is nowhere
    public static SavedSession open(
            Path file, Optional<Path> place, List<Path> samples, Workers workers, ProgressListener progress)
            throws ModelFormatException, IOException {
        FileOpener.Request request = new FileOpener.Request(file, place, Optional.empty());
        Opened opened = new SessionOpener(samples, workers).open(request, progress, new CancelToken());
        if (opened.model().isEmpty()) {
            String why = opened.offer().map(Notice::sentence).orElse("");
            throw new ModelFormatException(file, "model", "expected the session's model, found none: " + why);
        }
        Session session = opened.session().orElseThrow();
        return new SavedSession(opened.model().get(), entry(file, opened.model().get(), opened), session);
    }

    /// The circuits of a session come after those beside the model, and stand in for them.
    private static TaskEntry entry(Path file, OpenModel model, Opened opened) throws ModelFormatException {
        String task = opened.session().orElseThrow().view().task();
        Optional<CircuitDocument> circuit = Stream.concat(
                        opened.circuits().circuits().stream(), opened.session().orElseThrow().circuits().stream())
                .filter(c -> c.task().name().equals(task))
                .reduce((earlier, later) -> later);
        TaskEntry entry = model.tasks().stream()
                .filter(t -> t.name().equals(task))
                .findFirst()
                .or(() -> circuit.flatMap(c -> PublishedCircuits.task(c, model)))
                .map(t -> new TaskEntry(model, t))
                .orElseThrow(() -> new ModelFormatException(file, "view.task", "expected a task, found none"));
        circuit.ifPresent(entry::open);
        return entry;
    }
}
