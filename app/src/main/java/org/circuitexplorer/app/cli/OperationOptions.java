package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.TensorFile;
import org.circuitexplorer.engine.model.ModelConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is replaced during a run.
final class OperationOptions {
    @Option(names = "--ops", paramLabel = "FILE.json", description = "File of operations on activations.")
    private @Nullable Path file;

    @Option(names = "--op-name", paramLabel = "NAME", description = "Entry of --ops to carry out.")
    private @Nullable String name;

    @Option(
            names = "--tensors",
            paramLabel = "FILE",
            description = "safetensors file with the means of --ops, and its tokens unless others are given.")
    private @Nullable Path tensors;

    boolean isGiven() {
        return file != null || name != null || tensors != null;
    }

    Path tensors() throws InputException {
        if (file == null || name == null || tensors == null) {
            throw new InputException("--ops, --op-name and --tensors belong together, expected all three");
        }
        return tensors;
    }

    OperationsReader.Operations read(ModelConfig config, TensorFile opened)
            throws IOException, ModelFormatException, InputException {
        if (file == null || name == null) throw new IllegalStateException("tensors() comes first");
        return new OperationsReader(config, opened).read(file, name);
    }
}
