package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Sparse matrix times a tile of token columns.
public final class SparseProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SparseProduct() {}

    /// `out[r - fromRow, :] = W[r, :] in + bias[r]` for rows `fromRow until toRow`: 64 sums stay in registers while the
    /// non-zeros of a row stream by, each a load, a multiply and an add, without gathers.
    ///
    /// @param w `[rows, channels of in]`
    /// @param bias `[rows]`
    /// @param in `[channels][TILE]`
    /// @param out `[toRow - fromRow][TILE]`, overwritten
    /// @param columns token columns in use; those past the next vector boundary are left alone
    public static void multiply(
            CsrMatrix w, float[] bias, int fromRow, int toRow, float[] in, float[] out, int columns) {
        for (int r = fromRow; r < toRow; r++) {
            int from = w.rowStart()[r];
            int to = w.rowStart()[r + 1];
            int at = (r - fromRow) * TILE;
            int c = 0;
            for (; columns - c > 2 * LANES && c + 4 * LANES <= TILE; c += 4 * LANES) {
                row4(w, from, to, bias[r], in, c, out, at + c);
            }
            for (; c < columns; c += LANES) row1(w, from, to, bias[r], in, c, out, at + c);
        }
    }

    private static void row4(CsrMatrix w, int from, int to, float bias, float[] in, int c, float[] out, int at) {
        int[] column = w.column();
        float[] value = w.value();
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        for (int i = from; i < to; i++) {
            int x = column[i] * TILE + c;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[i]);
            a0 = FloatVector.fromArray(SPECIES, in, x).fma(weight, a0);
            a1 = FloatVector.fromArray(SPECIES, in, x + LANES).fma(weight, a1);
            a2 = FloatVector.fromArray(SPECIES, in, x + 2 * LANES).fma(weight, a2);
            a3 = FloatVector.fromArray(SPECIES, in, x + 3 * LANES).fma(weight, a3);
        }
        a0.intoArray(out, at);
        a1.intoArray(out, at + LANES);
        a2.intoArray(out, at + 2 * LANES);
        a3.intoArray(out, at + 3 * LANES);
    }

    private static void row1(CsrMatrix w, int from, int to, float bias, float[] in, int c, float[] out, int at) {
        int[] column = w.column();
        float[] value = w.value();
        FloatVector sum = FloatVector.broadcast(SPECIES, bias);
        for (int i = from; i < to; i++) {
            FloatVector weight = FloatVector.broadcast(SPECIES, value[i]);
            sum = FloatVector.fromArray(SPECIES, in, column[i] * TILE + c).fma(weight, sum);
        }
        sum.intoArray(out, at);
    }
}
