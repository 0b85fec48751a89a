package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/// An open file of named tensors. The tensors can be read until it is closed.
public sealed interface TensorFile extends AutoCloseable permits SafetensorsReader, ShardedSafetensors, TorchFile {
    /// Opens a file by its extension: `.safetensors`, or `.pt`, `.pth` and `.bin` for torch files.
    static TensorFile open(Path path) throws IOException, ModelFormatException {
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(ShardedSafetensors.ENDING)) return ShardedSafetensors.open(path);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "safetensors" -> SafetensorsReader.open(path);
            case "pt", "pth", "bin" -> TorchFile.open(path);
            default ->
                throw new ModelFormatException(
                        path, "name", "has an unknown ending, expected .safetensors, .pt, .pth or .bin");
        };
    }

    Path path();

    /// The files that hold the tensors; more than one where they are sharded.
    default List<Path> parts() {
        return List.of(path());
    }

    /// The tensors by name, in the order of the file.
    ///
    /// @throws ModelFormatException when the file holds something else, or a tensor does not lie within its storage
    SequencedMap<String, StoredTensor> tensors() throws ModelFormatException;

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
