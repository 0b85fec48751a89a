package org.circuitexplorer.engine.stats;

import java.util.Arrays;

/// For each of many nodes the sequences with the largest values, best first; each sequence counts once, with its
/// largest value. Of equal values the earlier position wins, so the outcome does not depend on the order of arrival.
final class ExtremeTable {
    private final int kept;
    private final float[] values;
    private final int[] positions;

    /// @param kept how many are kept of each node
    ExtremeTable(int nodes, int kept) {
        this.kept = kept;
        this.values = new float[Math.multiplyExact(nodes, kept)];
        this.positions = new int[nodes * kept];
        Arrays.fill(positions, HistogramTable.NONE);
    }

    /// Offers the largest value of a sequence.
    void offer(int node, float value, int position) {
        int row = node * kept;
        int at = kept;
        while (at > 0 && beats(value, position, row + at - 1)) at--;
        if (at == kept) return;
        System.arraycopy(values, row + at, values, row + at + 1, kept - 1 - at);
        System.arraycopy(positions, row + at, positions, row + at + 1, kept - 1 - at);
        values[row + at] = value;
        positions[row + at] = position;
    }

    private boolean beats(float value, int position, int cell) {
        if (positions[cell] == HistogramTable.NONE || value > values[cell]) return true;
        return value == values[cell] && position < positions[cell];
    }

    /// `[nodes, kept]` positions, best first, [HistogramTable#NONE] where there are fewer.
    int[] positions() {
        return positions;
    }
}
