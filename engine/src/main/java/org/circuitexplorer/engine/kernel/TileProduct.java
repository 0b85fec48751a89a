package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import org.circuitexplorer.engine.tensor.ColumnBlocks;
import org.circuitexplorer.engine.tensor.CsrMatrix;

/// Sparse matrices times all channels of a tile: the sums of a row stay in registers while its non-zeros stream by,
/// each
/// a load, a multiply and an add, without gathers.
///
/// The tile is copied first, once for all matrices it is multiplied with, to memory that begins at a cache line: in an
/// array every load of 64 bytes reads from two lines, and the second cache is what bounds the product. Holds that
/// memory
/// for one thread.
public final class TileProduct {
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LINE = 64;
    private static final long ROW = (long) TILE * Float.BYTES;
    private static final long VECTOR = (long) LANES * Float.BYTES;

    /// `[channels][TILE]`
    private MemorySegment in = MemorySegment.NULL;

    /// Takes the tile that is multiplied next.
    ///
    /// @param tile `[at least channels][TILE]`
    public void load(float[] tile, int channels) {
        long size = channels * ROW;
        if (in.byteSize() < size) in = Arena.ofAuto().allocate(size, LINE);
        MemorySegment.copy(tile, 0, in, ValueLayout.JAVA_FLOAT, 0, channels * TILE);
    }

    /// `out[r - fromRow, :] = W[r, :] in + bias[r]` for rows `fromRow until toRow`.
    ///
    /// @param w `[rows, channels of in]`
    /// @param bias `[rows]`
    /// @param out `[toRow - fromRow][TILE]`, overwritten
    /// @param columns token columns in use; those past the next vector boundary are left alone
    public void multiply(CsrMatrix w, float[] bias, int fromRow, int toRow, float[] out, int columns) {
        for (int r = fromRow; r < toRow; r++) {
            int at = (r - fromRow) * TILE;
            sum(w, w.rowStart()[r], w.rowStart()[r + 1], bias[r], false, out, at, columns);
        }
    }

    /// The product with a whole matrix, one block of columns after the other, so that what is read stays in the second
    /// cache.
    public void multiply(ColumnBlocks w, float[] bias, float[] out, int columns) {
        CsrMatrix matrix = w.matrix();
        if (w.count() == 1) {
            multiply(matrix, bias, 0, matrix.rows(), out, columns);
            return;
        }
        for (int block = 0; block < w.count(); block++) {
            int[] from = w.start(block);
            int[] to = w.start(block + 1);
            for (int r = 0; r < matrix.rows(); r++) {
                if (block == 0) sum(matrix, from[r], to[r], bias[r], false, out, r * TILE, columns);
                else if (from[r] < to[r]) sum(matrix, from[r], to[r], 0f, true, out, r * TILE, columns);
            }
        }
    }

    /// Some entries of a row.
    ///
    /// @param first what the sum begins with
    /// @param more whether it is added to `out` or takes its place
    private void sum(CsrMatrix w, int from, int to, float first, boolean more, float[] out, int outAt, int columns) {
        int c = 0;
        for (; columns - c > 3 * LANES; c += 4 * LANES) {
            sum4(w.column(), w.value(), from, to, first, in, (long) c * Float.BYTES, more, out, outAt + c);
        }
        if (columns - c > LANES) {
            sum2(w.column(), w.value(), from, to, first, in, (long) c * Float.BYTES, more, out, outAt + c);
            c += 2 * LANES;
        }
        for (; c < columns; c += LANES) {
            sum1(w.column(), w.value(), from, to, first, in, (long) c * Float.BYTES, more, out, outAt + c);
        }
    }

    private static void sum4(
            int[] column,
            float[] value,
            int from,
            int to,
            float first,
            MemorySegment in,
            long inAt,
            boolean more,
            float[] out,
            int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, first);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        for (int n = from; n < to; n++) {
            long x = column[n] * ROW + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromMemorySegment(SPECIES, in, x, ORDER).fma(weight, a0);
            a1 = FloatVector.fromMemorySegment(SPECIES, in, x + VECTOR, ORDER).fma(weight, a1);
            a2 = FloatVector.fromMemorySegment(SPECIES, in, x + 2 * VECTOR, ORDER)
                    .fma(weight, a2);
            a3 = FloatVector.fromMemorySegment(SPECIES, in, x + 3 * VECTOR, ORDER)
                    .fma(weight, a3);
        }
        if (more) {
            FloatVector.fromArray(SPECIES, out, outAt).add(a0).intoArray(out, outAt);
            FloatVector.fromArray(SPECIES, out, outAt + LANES).add(a1).intoArray(out, outAt + LANES);
            FloatVector.fromArray(SPECIES, out, outAt + 2 * LANES).add(a2).intoArray(out, outAt + 2 * LANES);
            FloatVector.fromArray(SPECIES, out, outAt + 3 * LANES).add(a3).intoArray(out, outAt + 3 * LANES);
        } else {
            a0.intoArray(out, outAt);
            a1.intoArray(out, outAt + LANES);
            a2.intoArray(out, outAt + 2 * LANES);
            a3.intoArray(out, outAt + 3 * LANES);
        }
    }

    private static void sum2(
            int[] column,
            float[] value,
            int from,
            int to,
            float first,
            MemorySegment in,
            long inAt,
            boolean more,
            float[] out,
            int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, first);
        FloatVector a1 = a0;
        for (int n = from; n < to; n++) {
            long x = column[n] * ROW + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromMemorySegment(SPECIES, in, x, ORDER).fma(weight, a0);
            a1 = FloatVector.fromMemorySegment(SPECIES, in, x + VECTOR, ORDER).fma(weight, a1);
        }
        if (more) {
            FloatVector.fromArray(SPECIES, out, outAt).add(a0).intoArray(out, outAt);
            FloatVector.fromArray(SPECIES, out, outAt + LANES).add(a1).intoArray(out, outAt + LANES);
        } else {
            a0.intoArray(out, outAt);
            a1.intoArray(out, outAt + LANES);
        }
    }

    private static void sum1(
            int[] column,
            float[] value,
            int from,
            int to,
            float first,
            MemorySegment in,
            long inAt,
            boolean more,
            float[] out,
            int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, first);
        for (int n = from; n < to; n++) {
            long x = column[n] * ROW + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromMemorySegment(SPECIES, in, x, ORDER).fma(weight, a0);
        }
        if (more) {
            FloatVector.fromArray(SPECIES, out, outAt).add(a0).intoArray(out, outAt);
        } else {
            a0.intoArray(out, outAt);
        }
    }
}
