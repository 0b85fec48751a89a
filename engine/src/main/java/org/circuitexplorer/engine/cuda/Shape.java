package org.circuitexplorer.engine.cuda;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

/// How many blocks of how many threads a kernel is launched with, in two dimensions.
record Shape(int gridX, int gridY, int blockX, int blockY) {
    private static final int ROWS_OF_BLOCK = 4;
    private static final int COLUMNS = 8;
    private static final int THREADS = 256;

    /// A thread for each value of a panel: what the kernels call ROWS.
    static Shape rows(int channels, int tiles) {
        return new Shape(blocks(channels, ROWS_OF_BLOCK), tiles, TILE, ROWS_OF_BLOCK);
    }

    /// A few columns for each block.
    static Shape columns(int tiles, int threadsOfColumn) {
        return new Shape(TILE / COLUMNS, tiles, COLUMNS, threadsOfColumn);
    }

    /// So many rows for each block, each with so many threads.
    static Shape rowsOf(int channels, int tiles, int threadsOfRow, int rowsOfBlock) {
        return new Shape(blocks(channels, rowsOfBlock), tiles, threadsOfRow, rowsOfBlock);
    }

    /// A thread for each of so many values.
    static Shape flat(int values) {
        return new Shape(blocks(values, THREADS), 1, THREADS, 1);
    }

    /// One block.
    static Shape single() {
        return new Shape(1, 1, THREADS, 1);
    }

    static Shape of(int gridX, int gridY, int blockX, int blockY) {
        return new Shape(gridX, gridY, blockX, blockY);
    }

    private static int blocks(int values, int perBlock) {
        return (values + perBlock - 1) / perBlock;
    }
}
