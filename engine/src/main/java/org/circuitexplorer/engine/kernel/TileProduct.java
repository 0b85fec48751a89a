package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.RowsByLength;

/// Sparse matrices times all channels of a tile: the sums of a row stay in registers while its non-zeros stream by,
/// each a load, a multiply and an add, without gathers.
///
/// The tile is copied first, once for all matrices it is multiplied with, to memory that begins at a cache line: in an
/// array every load of 64 bytes reads from two lines. Holds that memory for one thread.
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

    /// `out = W in + bias`, in tiles of equally many rows one after the other.
    ///
    /// @param w `[rows, channels of in]`
    /// @param bias `[rows]`
    /// @param columns token columns in use; those past the next vector boundary are left alone
    /// @param out `[tiles][rows / tiles][TILE]`, overwritten
    public void multiply(RowsByLength w, float[] bias, int columns, float[]... out) {
        CsrMatrix sorted = w.sorted();
        int rows = sorted.rows() / out.length;
        for (int i = 0; i < sorted.rows(); i++) {
            int r = w.number()[i];
            int from = sorted.rowStart()[i];
            int to = sorted.rowStart()[i + 1];
            int tile = r / rows;
            sum(sorted.column(), sorted.value(), from, to, bias[r], out[tile], (r - tile * rows) * TILE, columns);
        }
    }

    /// One row.
    private void sum(int[] column, float[] value, int from, int to, float bias, float[] out, int outAt, int columns) {
        int c = 0;
        for (; columns - c > 3 * LANES; c += 4 * LANES) {
            sum4(column, value, from, to, bias, in, (long) c * Float.BYTES, out, outAt + c);
        }
        if (columns - c > LANES) {
            sum2(column, value, from, to, bias, in, (long) c * Float.BYTES, out, outAt + c);
            c += 2 * LANES;
        }
        for (; c < columns; c += LANES) {
            sum1(column, value, from, to, bias, in, (long) c * Float.BYTES, out, outAt + c);
        }
    }

    private static void sum4(
            int[] column,
            float[] value,
            int from,
            int to,
            float bias,
            MemorySegment in,
            long inAt,
            float[] out,
            int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
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
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
        a2.intoArray(out, outAt + 2 * LANES);
        a3.intoArray(out, outAt + 3 * LANES);
    }

    private static void sum2(
            int[] column,
            float[] value,
            int from,
            int to,
            float bias,
            MemorySegment in,
            long inAt,
            float[] out,
            int outAt) {
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        for (int n = from; n < to; n++) {
            long x = column[n] * ROW + inAt;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromMemorySegment(SPECIES, in, x, ORDER).fma(weight, a0);
            a1 = FloatVector.fromMemorySegment(SPECIES, in, x + VECTOR, ORDER).fma(weight, a1);
        }
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
    }

    private static void sum1(
            int[] column,
            float[] value,
            int from,
            int to,
            float bias,
            MemorySegment in,
            long inAt,
            float[] out,
            int outAt) {
        FloatVector sum = FloatVector.broadcast(SPECIES, bias);
        for (int n = from; n < to; n++) {
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            sum = FloatVector.fromMemorySegment(SPECIES, in, column[n] * ROW + inAt, ORDER)
                    .fma(weight, sum);
        }
        sum.intoArray(out, outAt);
    }
}
