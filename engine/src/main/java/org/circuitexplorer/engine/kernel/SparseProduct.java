package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Sparse matrix times a few rows of a tile, as heads and compiled circuits have them. Products with all channels of a
/// tile are made by [TileProduct].
public final class SparseProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SparseProduct() {}

    /// `out[r - fromRow, :] = W[r, :] in + bias[r]` for rows `fromRow until toRow`: the sums of a tile stay in
    /// registers while the non-zeros of a row stream by, each a load, a multiply and an add, without gathers.
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
            row(w.column(), w.value(), from, to, bias[r], in, 0, out, (r - fromRow) * TILE, columns);
        }
    }

    /// One row: `out[outAt + j] = bias + sum over entries n of value[n] * in[column[n] * TILE + inAt + j]`, `from <=
    /// n < to`, for `j` below `columns`, rounded up to whole vectors.
    static void row(
            int[] column,
            float[] value,
            int from,
            int to,
            float bias,
            float[] in,
            int inAt,
            float[] out,
            int outAt,
            int columns) {
        int c = 0;
        for (; columns - c > 3 * LANES; c += 4 * LANES) {
            row4(column, value, from, to, bias, in, inAt + c, out, outAt + c);
        }
        if (columns - c > LANES) {
            row2(column, value, from, to, bias, in, inAt + c, out, outAt + c);
            c += 2 * LANES;
        }
        for (; c < columns; c += LANES) row1(column, value, from, to, bias, in, inAt + c, out, outAt + c);
    }

    private static void row4(
            int[] column, float[] value, int from, int to, float bias, float[] in, int inAt, float[] out, int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        for (int n = from; n < to; n++) {
            int x = column[n] * TILE + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromArray(SPECIES, in, x).fma(weight, a0);
            a1 = FloatVector.fromArray(SPECIES, in, x + LANES).fma(weight, a1);
            a2 = FloatVector.fromArray(SPECIES, in, x + 2 * LANES).fma(weight, a2);
            a3 = FloatVector.fromArray(SPECIES, in, x + 3 * LANES).fma(weight, a3);
        }
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
        a2.intoArray(out, outAt + 2 * LANES);
        a3.intoArray(out, outAt + 3 * LANES);
    }

    private static void row2(
            int[] column, float[] value, int from, int to, float bias, float[] in, int inAt, float[] out, int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        for (int n = from; n < to; n++) {
            int x = column[n] * TILE + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromArray(SPECIES, in, x).fma(weight, a0);
            a1 = FloatVector.fromArray(SPECIES, in, x + LANES).fma(weight, a1);
        }
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
    }

    private static void row1(
            int[] column, float[] value, int from, int to, float bias, float[] in, int inAt, float[] out, int outAt) {
        FloatVector sum = FloatVector.broadcast(SPECIES, bias);
        for (int n = from; n < to; n++) {
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            sum = FloatVector.fromArray(SPECIES, in, column[n] * TILE + inAt).fma(weight, sum);
        }
        sum.intoArray(out, outAt);
    }

    /// A row of the transposed product: `out[column[n] * TILE + outAt + j] += value[n] * in[inAt + j]` for entries
    /// `from <= n < to` and `j` below `columns`, rounded up to whole vectors. What is read of `in` stays in
    /// registers.
    static void addRow(
            int[] column, float[] value, int from, int to, float[] in, int inAt, float[] out, int outAt, int columns) {
        int c = 0;
        for (; columns - c > 3 * LANES; c += 4 * LANES) {
            addRow4(column, value, from, to, in, inAt + c, out, outAt + c);
        }
        if (columns - c > LANES) {
            addRow2(column, value, from, to, in, inAt + c, out, outAt + c);
            c += 2 * LANES;
        }
        for (; c < columns; c += LANES) addRow1(column, value, from, to, in, inAt + c, out, outAt + c);
    }

    private static void addRow4(
            int[] column, float[] value, int from, int to, float[] in, int inAt, float[] out, int outAt) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, in, inAt);
        FloatVector a1 = FloatVector.fromArray(SPECIES, in, inAt + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, in, inAt + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, in, inAt + 3 * LANES);
        for (int n = from; n < to; n++) {
            int x = column[n] * TILE + outAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0.fma(weight, FloatVector.fromArray(SPECIES, out, x)).intoArray(out, x);
            a1.fma(weight, FloatVector.fromArray(SPECIES, out, x + LANES)).intoArray(out, x + LANES);
            a2.fma(weight, FloatVector.fromArray(SPECIES, out, x + 2 * LANES)).intoArray(out, x + 2 * LANES);
            a3.fma(weight, FloatVector.fromArray(SPECIES, out, x + 3 * LANES)).intoArray(out, x + 3 * LANES);
        }
    }

    private static void addRow2(
            int[] column, float[] value, int from, int to, float[] in, int inAt, float[] out, int outAt) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, in, inAt);
        FloatVector a1 = FloatVector.fromArray(SPECIES, in, inAt + LANES);
        for (int n = from; n < to; n++) {
            int x = column[n] * TILE + outAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0.fma(weight, FloatVector.fromArray(SPECIES, out, x)).intoArray(out, x);
            a1.fma(weight, FloatVector.fromArray(SPECIES, out, x + LANES)).intoArray(out, x + LANES);
        }
    }

    private static void addRow1(
            int[] column, float[] value, int from, int to, float[] in, int inAt, float[] out, int outAt) {
        FloatVector a = FloatVector.fromArray(SPECIES, in, inAt);
        for (int n = from; n < to; n++) {
            int x = column[n] * TILE + outAt;
            a.fma(FloatVector.broadcast(SPECIES, value[n]), FloatVector.fromArray(SPECIES, out, x))
                    .intoArray(out, x);
        }
    }
}
