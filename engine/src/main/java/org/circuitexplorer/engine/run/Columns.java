package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.tensor.Panel;

/// Picks token columns out of a panel and puts them back.
final class Columns {
    private Columns() {}

    /// A panel of the listed columns in the order of the list.
    static Panel gather(Panel from, int[] columns) {
        Panel picked = new Panel(from.channels(), columns.length);
        for (int i = 0; i < columns.length; i++) {
            for (int c = 0; c < from.channels(); c++) picked.set(c, i, from.get(c, columns[i]));
        }
        return picked;
    }

    /// One tile of a panel whose column i is column `columns[i]` of another.
    static void gather(Panel from, int[] columns, Panel to, int tile) {
        int first = tile * TILE;
        for (int c = 0; c < to.channels(); c++) {
            for (int j = 0; j < to.columns(tile); j++) to.tile(tile)[c * TILE + j] = from.get(c, columns[first + j]);
        }
    }

    /// Adds column i of `picked` to column `columns[i]` of `to`.
    static void scatterAdd(Panel picked, int[] columns, Panel to) {
        for (int i = 0; i < columns.length; i++) {
            for (int c = 0; c < to.channels(); c++) {
                to.set(c, columns[i], to.get(c, columns[i]) + picked.get(c, i));
            }
        }
    }
}
