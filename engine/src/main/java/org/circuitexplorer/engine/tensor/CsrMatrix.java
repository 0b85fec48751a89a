package org.circuitexplorer.engine.tensor;

import java.util.Arrays;

/// A sparse matrix in compressed sparse row form: the non-zeros of row `r` are the entries
/// `rowStart[r] until rowStart[r + 1]` of `column` and `value`, with columns ascending.
///
/// Immutable by convention: the arrays are shared, not copied, and nobody writes to them.
///
/// @param rows number of rows (output channels of a linear layer, PyTorch's first dimension)
/// @param columns number of columns (input channels)
/// @param rowStart `[rows + 1]` offsets into `column` and `value`
/// @param column `[nonZeros]` column of each entry
/// @param value `[nonZeros]` value of each entry
public record CsrMatrix(int rows, int columns, int[] rowStart, int[] column, float[] value) {
    public CsrMatrix {
        if (rows < 0 || columns < 0 || rowStart.length != rows + 1 || rowStart[0] != 0) {
            throw new IllegalArgumentException(
                    "expected " + (rows + 1L) + " row offsets starting at 0, found " + rowStart.length);
        }
        if (rowStart[rows] != column.length || column.length != value.length) {
            throw new IllegalArgumentException("expected " + rowStart[rows] + " entries, found " + column.length
                    + " columns and " + value.length + " values");
        }
    }

    /// Number of stored entries.
    public int nonZeros() {
        return value.length;
    }

    /// The weight at a row and column, 0 where nothing is stored.
    public float get(int row, int col) {
        int at = indexOf(row, col);
        return at < 0 ? 0f : value[at];
    }

    /// Index into [#value()] of a row and column, negative where nothing is stored.
    public int indexOf(int row, int col) {
        return Arrays.binarySearch(column, rowStart[row], rowStart[row + 1], col);
    }

    /// The transposed matrix, again with ascending columns in each row.
    public CsrMatrix transpose() {
        int[] start = new int[columns + 1];
        for (int c : column) start[c + 1]++;
        for (int c = 0; c < columns; c++) start[c + 1] += start[c];
        int[] next = Arrays.copyOf(start, columns);
        int[] rowOf = new int[column.length];
        float[] weight = new float[value.length];
        for (int r = 0; r < rows; r++) {
            for (int i = rowStart[r]; i < rowStart[r + 1]; i++) {
                int at = next[column[i]]++;
                rowOf[at] = r;
                weight[at] = value[i];
            }
        }
        return new CsrMatrix(columns, rows, start, rowOf, weight);
    }

    /// All values, zeros included, `[rows, columns]` row-major.
    public float[] toRowMajor() {
        float[] dense = new float[Math.multiplyExact(rows, columns)];
        for (int r = 0; r < rows; r++) {
            for (int i = rowStart[r]; i < rowStart[r + 1]; i++) dense[r * columns + column[i]] = value[i];
        }
        return dense;
    }

    /// Rows `from until to` as a matrix of their own.
    public CsrMatrix rowRange(int from, int to) {
        int base = rowStart[from];
        int[] start = new int[to - from + 1];
        for (int r = from; r <= to; r++) start[r - from] = rowStart[r] - base;
        return new CsrMatrix(
                to - from,
                columns,
                start,
                Arrays.copyOfRange(column, base, rowStart[to]),
                Arrays.copyOfRange(value, base, rowStart[to]));
    }
}
