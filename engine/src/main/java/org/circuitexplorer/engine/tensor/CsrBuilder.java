package org.circuitexplorer.engine.tensor;

import java.util.Arrays;

/// Builds a [CsrMatrix] from rows that arrive one after the other, keeping only what is not zero:
/// a dense matrix never exists in memory.
public final class CsrBuilder {
    private final int rows;
    private final int columns;
    private final int[] rowStart;
    private int[] column;
    private float[] value;
    private int row;
    private int size;

    public CsrBuilder(int rows, int columns) {
        this(rows, columns, 1024);
    }

    /// @param nonZeros as many as are expected
    public CsrBuilder(int rows, int columns, int nonZeros) {
        this.rows = rows;
        this.columns = columns;
        this.rowStart = new int[rows + 1];
        this.column = new int[nonZeros];
        this.value = new float[nonZeros];
    }

    /// Adds the next row.
    ///
    /// @param dense at least `columns` values; a zero of either sign is dropped, NaN is kept
    public void addRow(float[] dense) {
        for (int c = 0; c < columns; c++) {
            if (dense[c] != 0f) add(c, dense[c]);
        }
        endRow();
    }

    /// Adds one entry to the current row; columns must ascend within a row.
    public void add(int col, float weight) {
        makeRoom(1);
        column[size] = col;
        value[size++] = weight;
    }

    /// Adds entries to the current row.
    ///
    /// @param columns ascending, also after those that the row has already
    /// @param weights none of them zero
    /// @param from first entry of the arrays
    /// @param to entry after the last
    public void add(int[] columns, float[] weights, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(columns, from, column, size, to - from);
        System.arraycopy(weights, from, value, size, to - from);
        size += to - from;
    }

    /// Adds a row of another matrix as the next one.
    public void addRow(CsrMatrix other, int otherRow) {
        add(other.column(), other.value(), other.rowStart()[otherRow], other.rowStart()[otherRow + 1]);
        endRow();
    }

    /// Makes room for what is to come if it is like what has been, and at least half as much again.
    private void makeRoom(int more) {
        if (value.length - size >= more) return;
        long projected = (long) (1.03 * size * rows / Math.max(1, row));
        long most = (long) rows * columns;
        long least = Math.max(Math.addExact(size, more), Math.min(most, size + Math.max(1024L, size / 2)));
        int larger = Math.toIntExact(Math.clamp(projected, least, Math.max(least, Math.min(least * 4, most))));
        column = Arrays.copyOf(column, larger);
        value = Arrays.copyOf(value, larger);
    }

    /// Ends the current row.
    public void endRow() {
        rowStart[++row] = size;
    }

    /// The finished matrix.
    ///
    /// @throws IllegalStateException when not every row was added
    public CsrMatrix build() {
        if (row != rows) throw new IllegalStateException("expected " + rows + " rows, got " + row);
        if (size == value.length) return new CsrMatrix(rows, columns, rowStart, column, value);
        return new CsrMatrix(rows, columns, rowStart, Arrays.copyOf(column, size), Arrays.copyOf(value, size));
    }
}
