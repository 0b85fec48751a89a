package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.app.published.ReproductionText;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.reproduce.PublicCircuit;
import org.circuitexplorer.engine.reproduce.PublicFiles;
import org.circuitexplorer.engine.reproduce.Reproduction;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.viewer.text.Wording;

/// Circuits of the public viewer in the window.
record PublishedCircuits(Workers workers) {
    private static final String PROGRAM = "Circuit Explorer";

    /// Opens a file of the public viewer as a circuit of the model above it, else of the open one. Without means there
    /// is no circuit yet, and the user is asked where they are.
    Opened open(FileOpener.Request request, ProgressListener progress, CancelToken cancel)
            throws IOException, ModelFormatException {
        OpenModel model = model(request, progress, cancel);
        Optional<Path> means = request.companion().or(() -> PublicFiles.means(request.path(), model.loaded()));
        if (means.isEmpty()) {
            Notice ask = new Notice(
                    Wording.text("published.means", request.path().getFileName(), PublicFiles.MEANS),
                    new Notice.ChooseMeans(request.path()));
            return Opened.ofModel(model, CircuitFolder.NONE, Optional.empty()).offering(Optional.of(ask));
        }
        progress.at(Wording.text("job.published"), 0, 0);
        PublicCircuit.Request wanted = new PublicCircuit.Request(
                request.path(), means.get(), Optional.empty(), Optional.empty(), model.tasks());
        PublicCircuit circuit = PublicCircuit.read(model.loaded(), wanted, workers, cancel);
        CircuitDocument document = circuit.document(wanted.taskName(circuit.data()), PROGRAM, workers);
        return new Opened(
                Optional.of(model),
                new CircuitFolder(List.of(document), List.of()),
                Optional.of(document.task().name()),
                Optional.of(circuit),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private OpenModel model(FileOpener.Request request, ProgressListener progress, CancelToken cancel)
            throws IOException, ModelFormatException {
        Optional<OpenModel> open = request.current();
        Optional<Path> above = CircuitFile.modelAbove(request.path()).map(Path::normalize);
        boolean isOpen = open.map(m -> m.loaded().directory()).equals(above);
        if (above.isPresent() && !isOpen) return OpenModel.read(above.get(), workers, progress, cancel);
        return open.orElseThrow(() -> new ModelFormatException(
                request.path(), "model", "expected the circuit's model to be open or in a folder above, found none"));
    }

    /// Computes every stored number again.
    Notice reproduce(PublicCircuit circuit, ProgressListener progress, CancelToken cancel) {
        ReproductionText text =
                new ReproductionText(circuit, new Reproduction(circuit, workers).compare(progress, cancel));
        return new Notice(text.sentence(), new Notice.Details(Wording.text("published.details"), text.table()));
    }

    /// The task of a published circuit, made of its prompts; empty when their answers are not known.
    static Optional<Task> task(CircuitDocument document, OpenModel model) {
        return document.published().flatMap(p -> p.task(document.task().name(), model::rawText));
    }
}
