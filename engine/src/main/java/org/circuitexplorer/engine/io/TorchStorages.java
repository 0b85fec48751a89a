package org.circuitexplorer.engine.io;

import java.nio.file.Path;
import org.circuitexplorer.engine.io.PickleValue.StorageRef;

/// Where the numbers of a torch file lie, in one of its two forms.
sealed interface TorchStorages permits ZipStorages, LegacyStorages {
    /// The bytes of a storage that a tensor refers to.
    ///
    /// @param tensor name of the tensor, for messages
    /// @throws ModelFormatException when the storage is absent or has another size than the pickle says
    StoredTensor.Storage find(StorageRef storage, String tensor) throws ModelFormatException;

    /// Bytes that a storage must have.
    static long bytes(Path path, String tensor, StorageRef storage) throws ModelFormatException {
        long elements = storage.elements();
        if (elements < 0 || elements > Long.MAX_VALUE / storage.dtype().bytes()) {
            throw new ModelFormatException(
                    path, tensor, "its storage " + storage.key() + " claims " + elements + " elements");
        }
        return elements * storage.dtype().bytes();
    }
}
