package org.circuitexplorer.engine.tensor;

/// A sparse matrix with the places where blocks of [#WIDTH] columns begin in each row: a product that takes one block
/// after the other reads few enough channels at a time for them to stay in a core's second cache.
public final class ColumnBlocks {
    /// Columns of a block. So many channels of a tile are 256 KB, half of the smallest second cache in use.
    static final int WIDTH = 2048;

    private final CsrMatrix matrix;
    /// `[blocks + 1][rows]` the first entry of each row in each block; the last is the end of the row. Empty where
    /// there is one block only, whose places the matrix knows.
    private final int[][] start;

    public ColumnBlocks(CsrMatrix matrix) {
        this.matrix = matrix;
        int blocks = Math.ceilDiv(matrix.columns(), WIDTH);
        this.start = blocks > 1 ? new int[blocks + 1][matrix.rows()] : new int[0][];
        if (blocks > 1) findStarts();
    }

    private void findStarts() {
        for (int r = 0; r < matrix.rows(); r++) {
            int at = matrix.rowStart()[r];
            int end = matrix.rowStart()[r + 1];
            for (int block = 0; block < start.length; block++) {
                while (at < end && matrix.column()[at] < block * WIDTH) at++;
                start[block][r] = at;
            }
        }
    }

    public CsrMatrix matrix() {
        return matrix;
    }

    /// Number of blocks, at least 1.
    public int count() {
        return Math.max(1, start.length - 1);
    }

    /// `[rows]` first entry of each row in a block; for the number of blocks, the ends of the rows. Shared. Only where
    /// there are several.
    public int[] start(int block) {
        return start[block];
    }
}
