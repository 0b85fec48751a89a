package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.run.Workers;

/// A circuit that was read beside what is open, with its own model.
public record CircuitOfFile(CircuitDocument circuit, OpenModel model) {
    /// @param open a model that it may be of
    /// @param samples folders of the models that come with the program
    /// @throws ModelFormatException when the file is no circuit, or its model is nowhere
    public static CircuitOfFile read(
            Path file,
            Optional<OpenModel> open,
            List<Path> samples,
            Workers workers,
            ProgressListener progress,
            CancelToken cancel)
            throws ModelFormatException, IOException {
        CircuitDocument circuit = CircuitFile.read(file);
        return new CircuitOfFile(
                circuit, new ModelOfCircuit(open, samples, workers).find(file, circuit, progress, cancel));
    }
}
