package org.circuitexplorer.app.workspace;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.ModelPlace;
import org.circuitexplorer.engine.session.Session;
import org.circuitexplorer.engine.session.SessionFile;

/// Opens a session with its model: the open one, the one where it was, one in a folder above, or one that comes with
/// the program. Name and SHA-256 decide. A model that is missing is asked for; one that changed is used only when the
/// session still fits it.
///
/// @param samples folders of the models that come with the program
record SessionOpener(List<Path> samples, Workers workers) {
    private static final int SHOWN_DIGITS = 8;

    SessionOpener {
        samples = List.copyOf(samples);
    }

    /// @throws ModelFormatException when the session is not what it should be, or does not fit its model
    Opened open(FileOpener.Request request, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        Path file = request.path();
        Session session = SessionFile.read(file);
        String wanted = session.model().model().sha256();
        if (request.current().filter(m -> has(m, wanted)).isPresent()) {
            return opened(file, session, request.current().get());
        }
        Optional<OpenModel> changed = Optional.empty();
        for (Path candidate : candidates(request, session)) {
            OpenModel model = OpenModel.read(candidate, workers, progress, cancel);
            if (has(model, wanted)) return opened(file, session, model);
            if (changed.isEmpty()) changed = Optional.of(model);
        }
        if (changed.isEmpty()) return Opened.nothing(request.current(), missing(file, session.model()));
        return changed(file, session, changed.get(), request.current());
    }

    private static boolean has(OpenModel model, String sha256) {
        return model.loaded().sha256().equals(sha256);
    }

    private Set<Path> candidates(FileOpener.Request request, Session session) {
        Set<Path> candidates = new LinkedHashSet<>();
        request.companion().ifPresent(candidates::add);
        Path place = session.model().from(request.path());
        if (Files.exists(place)) candidates.add(place);
        if (candidates.isEmpty()) CircuitFile.modelAbove(request.path()).ifPresent(candidates::add);
        samples.stream().filter(s -> s.endsWith(session.model().model().name())).forEach(candidates::add);
        return candidates;
    }

    private static Opened opened(Path file, Session session, OpenModel model) throws ModelFormatException, IOException {
        for (CircuitDocument document : session.allCircuits()) {
            CircuitFile.requireModel(file, document, model.transformer());
        }
        new SessionFit(file, model).require(session);
        return Opened.ofModel(
                        model,
                        CircuitFolder.read(model),
                        Optional.of(session.view().task()))
                .showing(session);
    }

    private static Notice missing(Path file, ModelPlace place) {
        return new Notice(
                text("session.missing", file.getFileName(), place.model().name(), place.from(file)),
                new Notice.ChooseModel(file));
    }

    private static Opened changed(Path file, Session session, OpenModel model, Optional<OpenModel> current)
            throws IOException {
        String name = model.loaded().name();
        String digests = text(
                "session.digests",
                shortened(model.loaded().sha256()),
                shortened(session.model().model().sha256()));
        try {
            Notice told = Notice.of(text("session.changed.fits", name, digests));
            return opened(file, session, model).offering(Optional.of(told));
        } catch (ModelFormatException e) {
            return Opened.nothing(
                    current,
                    new Notice(
                            text("session.changed", name, digests, String.valueOf(e.getMessage())),
                            new Notice.ChooseModel(file)));
        }
    }

    private static String shortened(String digest) {
        return digest.substring(0, SHOWN_DIGITS);
    }
}
