package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.tensor.CsrMatrix;

/// A sparse matrix in the device's memory.
///
/// @param rows number of rows
/// @param columns number of columns
/// @param rowStart address of `[rows + 1]` integers
/// @param column address of a column for each entry
/// @param value address of a value for each entry
record DeviceMatrix(int rows, int columns, long rowStart, long column, long value) {
    static DeviceMatrix upload(CsrMatrix matrix, DeviceMemory memory) {
        return new DeviceMatrix(
                matrix.rows(),
                matrix.columns(),
                memory.upload(matrix.rowStart()),
                memory.upload(matrix.column()),
                memory.upload(matrix.value()));
    }
}
