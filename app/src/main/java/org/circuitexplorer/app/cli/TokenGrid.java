package org.circuitexplorer.app.cli;

import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.StoredTensor;
import org.circuitexplorer.engine.run.TokenBatch;

/// Token ids as the reference code holds them: `[sequences, length]`, all sequences equally long.
///
/// @param rows one array per sequence
record TokenGrid(List<int[]> rows) {
    TokenGrid {
        rows = List.copyOf(rows);
    }

    static TokenGrid of(StoredTensor tensor) throws ModelFormatException {
        long[] shape = tensor.shape();
        if (shape.length < 1 || shape.length > 2 || tensor.count() == 0) {
            throw new ModelFormatException(
                    tensor.file(),
                    tensor.name(),
                    "found shape " + Arrays.toString(shape) + ", expected [sequences, length] with at least one token");
        }
        return new TokenGrid(tensor.intRows());
    }

    int length() {
        return rows.getFirst().length;
    }

    TokenBatch batch() {
        return TokenBatch.of(rows);
    }
}
