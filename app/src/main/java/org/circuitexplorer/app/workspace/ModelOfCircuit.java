package org.circuitexplorer.app.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/// Finds the model that a circuit file belongs to: the open one, one in a folder above the file, or one that comes with
/// the program. Name and SHA-256 decide.
///
/// @param open the model that is open
/// @param samples folders of the models that come with the program
record ModelOfCircuit(Optional<OpenModel> open, List<Path> samples, Workers workers) {
    ModelOfCircuit {
        samples = List.copyOf(samples);
    }

    /// @throws ModelFormatException when the model is nowhere, or the circuit does not fit it
    OpenModel find(Path file, CircuitDocument document, ProgressListener progress, CancelToken cancel)
            throws ModelFormatException, IOException {
        String wanted = document.model().sha256();
        if (open.filter(m -> m.loaded().sha256().equals(wanted)).isPresent()) {
            return checked(file, document, open.get());
        }
        Optional<Path> above = CircuitFile.modelAbove(file);
        for (Path candidate : candidates(above, document.model().name())) {
            OpenModel model = OpenModel.read(candidate, workers, progress, cancel);
            // Beside its model a circuit is opened even when the weights changed, as long as every edge is as it says.
            boolean home = above.filter(candidate::equals).isPresent();
            if (home || model.loaded().sha256().equals(wanted)) return checked(file, document, model);
        }
        throw new ModelFormatException(
                file,
                "model",
                "expected " + document.model().name() + " with SHA-256 " + wanted
                        + " to be open, in a folder above the file or among the models of the program, found it nowhere");
    }

    private List<Path> candidates(Optional<Path> above, String name) {
        Set<Path> candidates = new LinkedHashSet<>();
        above.ifPresent(candidates::add);
        samples.stream().filter(s -> s.endsWith(name)).forEach(candidates::add);
        return new ArrayList<>(candidates);
    }

    private static OpenModel checked(Path file, CircuitDocument document, OpenModel model) throws ModelFormatException {
        CircuitFile.requireModel(file, document, model.transformer());
        return model;
    }
}
