package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.io.VizDataReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.session.SessionFile;

/// Opens whatever the user hands over: a model, a circuit of ours, a circuit of the public viewer, a session, a task.
///
/// @param samples folders of the models that come with the program
record FileOpener(List<Path> samples, Workers workers) {
    FileOpener {
        samples = List.copyOf(samples);
    }

    /// What is to be opened.
    ///
    /// @param path the file or folder
    /// @param companion mean activations for a published circuit, the model for a session; empty to look for them
    /// @param current the model that is open
    record Request(Path path, Optional<Path> companion, Optional<OpenModel> current) {}

    /// @throws ModelFormatException when a file is not what it should be
    /// @throws IOException when a file cannot be read
    Opened open(Request request, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        Opened opened = read(request, progress, cancel);
        boolean other = !opened.model().equals(request.current);
        return other && opened.offer().isEmpty()
                ? opened.offering(opened.model().flatMap(CompactForm::offer))
                : opened;
    }

    private Opened read(Request request, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        Path path = request.path;
        if (path.toString().endsWith(CircuitFile.SUFFIX)) {
            CircuitDocument document = CircuitFile.read(path);
            OpenModel model =
                    new ModelOfCircuit(request.current, samples, workers).find(path, document, progress, cancel);
            return Opened.ofModel(
                    model,
                    new CircuitFolder(List.of(document), List.of()),
                    Optional.of(document.task().name()));
        }
        if (path.toString().endsWith(SessionFile.SUFFIX)) {
            return new SessionOpener(samples, workers).open(request, progress, cancel);
        }
        if (VizDataReader.isOne(path)) return new PublishedCircuits(workers).open(request, progress, cancel);
        if (TaskReader.isOne(path)) return task(request, progress, cancel);
        OpenModel model = OpenModel.read(path, workers, progress, cancel);
        return Opened.ofModel(model, CircuitFolder.read(model), Optional.empty());
    }

    /// A task is one of the model that is open, else of one in a folder above it.
    private Opened task(Request request, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        Path path = request.path;
        if (request.current.isPresent()) {
            OpenModel open = request.current.get();
            return Opened.ofTask(open, CircuitFolder.NONE, TaskReader.read(path, open.config()));
        }
        Path above = CircuitFile.modelAbove(path)
                .orElseThrow(() -> new ModelFormatException(
                        path, "model", "expected the task's model to be open or in a folder above, found none"));
        OpenModel model = OpenModel.read(above, workers, progress, cancel);
        return Opened.ofTask(model, CircuitFolder.read(model), TaskReader.read(path, model.config()));
    }
}
