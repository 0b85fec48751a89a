package org.circuitexplorer.engine.io;

import java.util.Optional;
import org.circuitexplorer.engine.tensor.CsrBuilder;

/// Adds the rows of a tensor to a sparse matrix, without its zeros of either sign; NaN is kept.
final class RowScan {
    private final StoredTensor tensor;
    private final CsrBuilder builder;
    private final int columns;
    private final Dtype dtype;
    private final Optional<StorageSweep> sweep;
    private final float[] dense;

    RowScan(StoredTensor tensor, CsrBuilder builder) throws ModelFormatException {
        this.tensor = tensor;
        this.builder = builder;
        this.columns = Math.toIntExact(tensor.columns());
        this.dtype = tensor.dtype();
        this.sweep = tensor.sweep();
        this.dense = new float[sweep.isPresent() ? 0 : columns];
    }

    /// Adds the next row; rows count over all leading dimensions together.
    void add(long row) throws ModelFormatException {
        if (sweep.isPresent()) {
            add(sweep.get(), row * columns);
        } else {
            tensor.readRow(row, dense);
            builder.addRow(dense);
        }
    }

    private void add(StorageSweep from, long start) {
        for (long at = from.next(); at < start + columns; at = from.next()) {
            float weight = dtype.widen(from.take());
            if (weight != 0f) builder.add((int) (at - start), weight);
        }
        builder.endRow();
    }

    /// To be called after the last row.
    ///
    /// @throws ModelFormatException when what was read is damaged
    void finish() throws ModelFormatException {
        if (sweep.isPresent()) sweep.get().finish();
    }
}
