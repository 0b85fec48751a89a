package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.tensor.Panel;

/// The query columns of one sequence in one tile. Keys count from the start of the sequence, columns from that of the
/// tile.
///
/// @param from first token of the sequence
/// @param to token after its last
/// @param tile the tile
record Queries(int from, int to, int tile) {
    private static final int LANES = SPECIES.length();

    static int firstTile(int from) {
        return from / TILE;
    }

    static int lastTile(int to) {
        return (to - 1) / TILE;
    }

    /// First column of the sequence.
    int low() {
        return Math.max(0, from - tile * TILE);
    }

    /// Column after its last.
    int high() {
        return Math.min(TILE, to - tile * TILE);
    }

    /// First column of the vector that holds [#low()].
    int firstVector() {
        return low() / LANES * LANES;
    }

    /// How many keys the queries of so many columns see in all.
    int keysOf(int column, int columns) {
        return Math.max(0, tile * TILE + Math.min(column + columns, high()) - from);
    }

    /// The column of a key's own query, negative when it lies in an earlier tile.
    int columnOf(int key) {
        return from + key - tile * TILE;
    }

    /// The query of a column.
    int query(int column) {
        return tile * TILE + column - from;
    }

    /// Writes the columns of this sequence and no others, which another thread may be writing.
    ///
    /// @param rows `[width][TILE]`
    void store(float[] rows, int width, Panel panel, int firstChannel) {
        float[] out = panel.tile(tile);
        for (int row = 0; row < width; row++) {
            System.arraycopy(rows, row * TILE + low(), out, (firstChannel + row) * TILE + low(), high() - low());
        }
    }
}
