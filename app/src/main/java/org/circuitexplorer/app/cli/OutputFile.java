package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.io.NamedTensor;
import org.circuitexplorer.engine.io.SafetensorsWriter;

/// A file that a command is about to write, checked before the work begins.
record OutputFile(Path path) {
    OutputFile check() throws InputException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(path))
            throw new InputException(path + ": this is a folder, expected a file");
        if (!Files.isDirectory(folder)) throw new InputException(folder + ": there is no such folder");
        if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw new InputException(path + ": this cannot be written");
        }
        return this;
    }

    void write(List<NamedTensor> tensors) throws IOException {
        SafetensorsWriter.write(path, tensors, Map.of());
    }
}
