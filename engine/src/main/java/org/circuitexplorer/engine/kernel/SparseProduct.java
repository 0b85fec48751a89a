package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Sparse matrix times a tile of token columns.
public final class SparseProduct {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SparseProduct() {}

    /// `out[r - fromRow, :] = W[r, :] in + bias[r]` for rows `fromRow until toRow`: the sums of a tile stay in
    /// registers while the
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
            row(w.column(), w.value(), from, to, bias[r], in, 0, out, (r - fromRow) * TILE, columns);
        }
    }

    /// The product with a whole matrix, `out = W in + bias`, by whichever of two ways touches less memory; both add
    /// in the same order and give the same bits.
    ///
    /// @param w `[rows, channels of in]`
    /// @param transposed `[channels of in, rows]`
    public static void multiply(CsrMatrix w, CsrMatrix transposed, float[] bias, float[] in, float[] out, int columns) {
        if (isWide(w)) spread(transposed, bias, in, out, columns);
        else multiply(w, bias, 0, w.rows(), in, out, columns);
    }

    /// As above, by a linear layer, whose transpose is not made unless it is used.
    public static void multiply(Linear linear, float[] in, float[] out, int columns) {
        CsrMatrix w = linear.weight();
        multiply(w, isWide(w) ? linear.transposed() : w, linear.bias(), in, out, columns);
    }

    private static boolean isWide(CsrMatrix w) {
        return w.columns() > w.rows();
    }

    /// Many channels to few: each channel is read once and added to the rows it reaches, which stay in the cache.
    /// Channels that are zero at all tokens of a block, as most neurons of a sparse model are, cost nothing more.
    private static void spread(CsrMatrix transposed, float[] bias, float[] in, float[] out, int columns) {
        for (int r = 0; r < transposed.columns(); r++) {
            FloatVector value = FloatVector.broadcast(SPECIES, bias[r]);
            for (int c = 0; c < columns; c += LANES) value.intoArray(out, r * TILE + c);
        }
        for (int j = 0; j < transposed.rows(); j++) {
            int from = transposed.rowStart()[j];
            int to = transposed.rowStart()[j + 1];
            if (from == to) continue;
            int c = 0;
            for (; columns - c > 3 * LANES; c += 4 * LANES) {
                spread4(transposed.column(), transposed.value(), from, to, in, j * TILE + c, out, c);
            }
            for (; c < columns; c += LANES) {
                spread1(transposed.column(), transposed.value(), from, to, in, j * TILE + c, out, c);
            }
        }
    }

    private static void spread4(
            int[] row, float[] value, int from, int to, float[] in, int inAt, float[] out, int outAt) {
        FloatVector x0 = FloatVector.fromArray(SPECIES, in, inAt);
        FloatVector x1 = FloatVector.fromArray(SPECIES, in, inAt + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, in, inAt + 2 * LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, in, inAt + 3 * LANES);
        FloatVector largest = x0.abs().max(x1.abs()).max(x2.abs().max(x3.abs()));
        if (!largest.compare(VectorOperators.NE, 0f).anyTrue()) return;
        for (int n = from; n < to; n++) {
            int at = row[n] * TILE + outAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            x0.fma(weight, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
            x1.fma(weight, FloatVector.fromArray(SPECIES, out, at + LANES)).intoArray(out, at + LANES);
            x2.fma(weight, FloatVector.fromArray(SPECIES, out, at + 2 * LANES)).intoArray(out, at + 2 * LANES);
            x3.fma(weight, FloatVector.fromArray(SPECIES, out, at + 3 * LANES)).intoArray(out, at + 3 * LANES);
        }
    }

    private static void spread1(
            int[] row, float[] value, int from, int to, float[] in, int inAt, float[] out, int outAt) {
        FloatVector x = FloatVector.fromArray(SPECIES, in, inAt);
        if (!x.compare(VectorOperators.NE, 0f).anyTrue()) return;
        for (int n = from; n < to; n++) {
            int at = row[n] * TILE + outAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            x.fma(weight, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
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
        for (; columns - c > 7 * LANES; c += 8 * LANES) {
            row8(column, value, from, to, bias, in, inAt + c, out, outAt + c);
        }
        for (; columns - c > 3 * LANES; c += 4 * LANES) {
            row4(column, value, from, to, bias, in, inAt + c, out, outAt + c);
        }
        if (columns - c > LANES) {
            row2(column, value, from, to, bias, in, inAt + c, out, outAt + c);
            c += 2 * LANES;
        }
        for (; c < columns; c += LANES) row1(column, value, from, to, bias, in, inAt + c, out, outAt + c);
    }

    private static void row8(
            int[] column, float[] value, int from, int to, float bias, float[] in, int inAt, float[] out, int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        for (int n = from; n < to; n++) {
            int x = column[n] * TILE + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromArray(SPECIES, in, x).fma(weight, a0);
            a1 = FloatVector.fromArray(SPECIES, in, x + LANES).fma(weight, a1);
            a2 = FloatVector.fromArray(SPECIES, in, x + 2 * LANES).fma(weight, a2);
            a3 = FloatVector.fromArray(SPECIES, in, x + 3 * LANES).fma(weight, a3);
            a4 = FloatVector.fromArray(SPECIES, in, x + 4 * LANES).fma(weight, a4);
            a5 = FloatVector.fromArray(SPECIES, in, x + 5 * LANES).fma(weight, a5);
            a6 = FloatVector.fromArray(SPECIES, in, x + 6 * LANES).fma(weight, a6);
            a7 = FloatVector.fromArray(SPECIES, in, x + 7 * LANES).fma(weight, a7);
        }
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
        a2.intoArray(out, outAt + 2 * LANES);
        a3.intoArray(out, outAt + 3 * LANES);
        a4.intoArray(out, outAt + 4 * LANES);
        a5.intoArray(out, outAt + 5 * LANES);
        a6.intoArray(out, outAt + 6 * LANES);
        a7.intoArray(out, outAt + 7 * LANES);
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
}
