package org.circuitexplorer.engine.io;

import java.nio.file.Path;
import java.util.SequencedMap;

/// An open file of named tensors. The tensors can be read until it is closed.
public sealed interface TensorFile extends AutoCloseable permits SafetensorsReader {
    Path path();

    /// The tensors by name, in the order of the file.
    SequencedMap<String, StoredTensor> tensors();

    @Override
    void close();
}
