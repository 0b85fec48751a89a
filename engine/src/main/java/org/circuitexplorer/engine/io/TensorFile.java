package org.circuitexplorer.engine.io;

import java.nio.file.Path;
import java.util.SequencedMap;

/// An open file of named tensors. The tensors can be read until it is closed.
public sealed interface TensorFile extends AutoCloseable permits SafetensorsReader {
    Path path();

    /// The tensors by name, in the order of the file.
    SequencedMap<String, StoredTensor> tensors();

    /// The tensor of a name.
    ///
    /// @throws ModelFormatException when the file has none of that name
    default StoredTensor tensor(String name) throws ModelFormatException {
        StoredTensor tensor = tensors().get(name);
        if (tensor == null) throw new ModelFormatException(path(), name, "the tensor is missing");
        return tensor;
    }

    @Override
    void close();
}
