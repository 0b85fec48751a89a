package org.circuitexplorer.engine.io;

import java.util.Optional;
import org.circuitexplorer.engine.tensor.CsrBuilder;

/// Adds the rows of a tensor to a sparse matrix, without its zeros of either sign; NaN is kept.
final class RowScan {
    private final StoredTensor tensor;
    private final CsrBuilder builder;
    private final int columns;
    private final Optional<StorageSweep> sweep;
    private final float[] dense;

    RowScan(StoredTensor tensor, CsrBuilder builder) throws ModelFormatException {
        this.tensor = tensor;
        this.builder = builder;
        this.columns = Math.toIntExact(tensor.columns());
        this.sweep = tensor.sweep();
        this.dense = new float[sweep.isPresent() ? 0 : columns];
    }

    /// Adds the next row; rows count over all leading dimensions together.
    void add(long row) throws ModelFormatException {
        if (sweep.isPresent()) {
            sweep.get().addTo(builder, columns);
            builder.endRow();
        } else {
            tensor.readRow(row, dense);
            builder.addRow(dense);
        }
    }

    /// To be called after the last row.
    ///
    /// @throws ModelFormatException when what was read is damaged
    void finish() throws ModelFormatException {
        if (sweep.isPresent()) sweep.get().finish();
    }
}
