package org.circuitexplorer.engine.synthetic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.ModelFormatException;

/// Writes a random checkpoint in the layout of the released models, `beeg_config.json` and `final_model.pt`, and beside
/// it a task and a corpus ([OwnAnswers]). See CONTRIBUTING.md for the command.
public final class BigModel {
    private BigModel() {}

    /// @param arguments the folder to write to, and settings as [CheckpointShape#parse] reads them
    public static void main(String[] arguments) throws IOException, ModelFormatException {
        if (arguments.length < 1 || arguments[0].isBlank()) {
            throw new IllegalArgumentException("expected a folder to write to");
        }
        write(Path.of(arguments[0]), CheckpointShape.parse(arguments.length > 1 ? arguments[1] : ""));
    }

    static void write(Path folder, CheckpointShape shape) throws IOException, ModelFormatException {
        Files.createDirectories(folder);
        List<RandomTensor> tensors = RandomCheckpoint.tensors(shape);
        TorchArchiveWriter.write(folder.resolve("final_model.pt"), tensors);
        AtomicFile.write(folder.resolve("beeg_config.json"), shape.config().getBytes(StandardCharsets.UTF_8));
        OwnAnswers.write(folder, shape);
    }
}
