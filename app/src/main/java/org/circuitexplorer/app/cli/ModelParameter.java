package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import picocli.CommandLine.Parameters;

/// The model that a command works on.
final class ModelParameter {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder of a model, or its weights file.")
    private Path path = Path.of("");

    LoadedModel load(Console console) throws IOException, ModelFormatException {
        LoadedModel model = ModelLoader.load(path, console.progress(), new CancelToken());
        for (String warning : model.warnings()) console.note("warning: " + warning);
        return model;
    }
}
