package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The model and the circuit that a command works on.
final class ModelAndCircuit {
    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Parameters(index = "1", paramLabel = "CIRCUIT", description = "A *.circuit.json file.")
    private Path path = Path.of("");

    Path circuitFile() {
        return path;
    }

    /// The model, all of whose weights are finite.
    LoadedModel load(Console console) throws IOException, ModelFormatException {
        LoadedModel loaded = model.load(console);
        loaded.requireFinite();
        return loaded;
    }

    CircuitDocument read(LoadedModel model) throws IOException, ModelFormatException {
        return CircuitFile.read(path, model.transformer());
    }
}
