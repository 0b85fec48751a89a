package org.circuitexplorer.app.dossier;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.circuitexplorer.app.workspace.OpenModel;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.circuitexplorer.engine.validate.Validator;

/// What an earlier validation with the usual settings has found out, as far as it was kept.
///
/// @param folder where validations are kept
/// @param corpus the corpus beside the model
public record KnownDossier(Path folder, LoadedModel model, Optional<Corpus> corpus, Workers workers) {
    static final String PROGRAM = "Circuit Explorer";

    /// Of a circuit of an open model.
    public static Optional<Dossier> of(TaskEntry entry, CircuitDocument document, Path folder) {
        OpenModel model = entry.model();
        return new KnownDossier(folder, model.loaded(), model.corpus(), model.workers()).of(document, entry.task());
    }

    /// With pruned controls if they are known too; empty when no whole validation is known.
    public Optional<Dossier> of(CircuitDocument document, Task task) {
        Validator validator = new Validator(model, corpus, workers, PROGRAM).keepingIn(folder);
        return Stream.of(true, false)
                .flatMap(pruning ->
                        validator.known(document, task, ValidationSettings.DEFAULT.withPruning(pruning)).stream())
                .findFirst();
    }
}
