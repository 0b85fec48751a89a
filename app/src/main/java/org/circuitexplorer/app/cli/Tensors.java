package org.circuitexplorer.app.cli;

import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.io.TensorFile;

/// Looks up tensors that must be there.
final class Tensors {
    private Tensors() {}

    static StoredTensor require(TensorFile file, String name) throws ModelFormatException {
        StoredTensor tensor = file.tensors().get(name);
        if (tensor == null)
            throw new ModelFormatException(file.path(), name, "expected a tensor of this name, found none");
        return tensor;
    }

    static float[] floats(TensorFile file, String name, int count) throws ModelFormatException {
        StoredTensor tensor = require(file, name);
        checkCount(tensor, count);
        return tensor.floats();
    }

    static int[] ints(TensorFile file, String name, int count) throws ModelFormatException {
        StoredTensor tensor = require(file, name);
        checkCount(tensor, count);
        return tensor.ints();
    }

    private static void checkCount(StoredTensor tensor, int count) throws ModelFormatException {
        if (tensor.count() != count) {
            throw new ModelFormatException(
                    tensor.file(), tensor.name(), "expected " + count + " elements, found " + tensor.count());
        }
    }
}
