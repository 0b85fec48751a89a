package org.circuitexplorer.app.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.circuitexplorer.viewer.text.Wording.text;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.circuitexplorer.app.device.SharedDevice;
import org.circuitexplorer.app.job.Job;
import org.circuitexplorer.app.workspace.TaskEntry;
import org.circuitexplorer.app.workspace.Workspace;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.circuitexplorer.engine.validate.Validator;

/// Validates one circuit in the background and keeps what came of it; what an earlier validation of the same circuit
/// had measured is not measured again.
public final class ValidationModel {
    private final Workspace workspace;
    private final TaskEntry entry;
    private final CircuitDocument document;
    private final IdentityHashMap<CircuitDocument, Dossier> known;
    private final ValidationSettings settings;
    private final ReadOnlyObjectWrapper<Optional<Dossier>> dossier;
    private final ReadOnlyObjectWrapper<Optional<Job>> job = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param entry a task that has a circuit
    /// @param known what was found out about circuits before, by identity; what is found out now is added
    public ValidationModel(
            Workspace workspace,
            TaskEntry entry,
            IdentityHashMap<CircuitDocument, Dossier> known,
            ValidationSettings settings) {
        this.workspace = workspace;
        this.entry = entry;
        this.document = entry.circuit().orElseThrow();
        this.known = known;
        this.settings = settings;
        this.dossier = new ReadOnlyObjectWrapper<>(Optional.ofNullable(known.get(document)));
    }

    CircuitDocument document() {
        return document;
    }

    /// What was found out, once it was.
    public ReadOnlyObjectProperty<Optional<Dossier>> dossierProperty() {
        return dossier.getReadOnlyProperty();
    }

    /// The running validation.
    public ReadOnlyObjectProperty<Optional<Job>> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// @param pruning whether controls are pruned too
    public void start(boolean pruning) {
        if (job.get().isPresent()) return;
        SharedDevice device = workspace.device().share();
        Job started = workspace
                .ofModel()
                .start(
                        text("dossier.job", entry.name()),
                        (progress, cancel) -> {
                            try (device;
                                    ModelOnDevice on =
                                            device.device().open(entry.model().transformer())) {
                                entry.model().loaded().requireFinite();
                                return new Validator(
                                                entry.model().loaded(),
                                                entry.model().corpus(),
                                                entry.model().workers(),
                                                KnownDossier.PROGRAM)
                                        .on(on)
                                        .keepingIn(workspace.cacheFolder())
                                        .validate(
                                                document,
                                                entry.task(),
                                                settings.withPruning(pruning),
                                                progress,
                                                cancel);
                            }
                        },
                        found -> {
                            known.put(document, found);
                            dossier.set(Optional.of(found));
                        },
                        () -> job.set(Optional.empty()));
        if (workspace.jobs().running().contains(started)) job.set(Optional.of(started));
    }

    /// Writes the report as one HTML file.
    void save(Path file) {
        dossier.get()
                .ifPresent(found -> workspace
                        .jobs()
                        .start(
                                text("job.saving", file.getFileName()),
                                (progress, cancel) -> {
                                    AtomicFile.write(
                                            file, DossierReport.html(found).getBytes(UTF_8));
                                    return file;
                                },
                                saved -> workspace.mention(text("file.written", saved))));
    }
}
