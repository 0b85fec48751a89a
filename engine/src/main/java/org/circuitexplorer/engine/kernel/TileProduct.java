package org.circuitexplorer.engine.kernel;

import static org.circuitexplorer.engine.kernel.Memory.ADDRESSES;
import static org.circuitexplorer.engine.kernel.Memory.MEMORY;
import static org.circuitexplorer.engine.kernel.Memory.ORDER;
import static org.circuitexplorer.engine.kernel.VectorMath.SPECIES;
import static org.circuitexplorer.engine.tensor.Panel.TILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.circuitexplorer.engine.tensor.RowsByLength;

/// Sparse matrices times all channels of a tile: the sums of a row stay in registers while its non-zeros stream by,
/// each a load, a multiply and an add, without gathers.
///
/// The tile is copied first, once for all matrices it is multiplied with, to memory that begins at a cache line: in an
/// array every load of 64 bytes reads from two lines. Holds that memory for one thread.
///
/// Loads are by address. That none is out of range is known from the matrix, whose columns were looked at, and from its
/// number of columns, and is not asked again for every weight.
public final class TileProduct {
    private static final int LANES = SPECIES.length();
    private static final int LINE = 64;
    private static final long ROW = (long) TILE * Float.BYTES;
    private static final long VECTOR = (long) LANES * Float.BYTES;

    /// `[channels][TILE]`
    private MemorySegment in = MemorySegment.NULL;

    private int channels;

    /// Takes the tile that is multiplied next.
    ///
    /// @param tile `[at least count][TILE]`
    /// @param count its channels that are used
    public void load(float[] tile, int count) {
        reserve(count);
        MemorySegment.copy(tile, 0, in, ValueLayout.JAVA_FLOAT, 0, count * TILE);
    }

    /// As [#load], of those channels alone that an AbsTopK keeps; the tile is left as it is.
    ///
    /// @param k how many channels of each column stay
    /// @param columns token columns in use
    public void loadTop(AbsTopK topK, float[] tile, int count, int k, int columns) {
        if (k >= count) {
            load(tile, count);
        } else {
            reserve(count);
            try {
                topK.copy(tile, count, k, columns, in);
            } finally {
                Reference.reachabilityFence(in);
            }
        }
    }

    private void reserve(int count) {
        channels = count;
        long size = count * ROW;
        if (in.byteSize() < size) in = Arena.ofAuto().allocate(size, LINE);
    }

    /// `out = W in + bias`, in tiles of equally many rows one after the other.
    ///
    /// @param w `[rows, channels of in]`
    /// @param bias `[rows]`
    /// @param columns token columns in use; those past the next vector boundary are left alone
    /// @param out `[tiles][rows / tiles][TILE]`, overwritten
    /// @throws IllegalArgumentException when the tile has fewer channels than the matrix columns, or fewer columns
    public void multiply(RowsByLength w, float[] bias, int columns, float[]... out) {
        CsrMatrix sorted = w.sorted();
        if (sorted.columns() > channels || columns > TILE) {
            throw new IllegalArgumentException("expected a tile of " + sorted.columns() + " channels and at most "
                    + TILE + " columns in use, found " + channels + " and " + columns);
        }
        try {
            multiply(sorted, w.number(), bias, columns, out);
        } finally {
            Reference.reachabilityFence(in);
        }
    }

    private void multiply(CsrMatrix sorted, int[] number, float[] bias, int columns, float[]... out) {
        int rows = sorted.rows() / out.length;
        for (int i = 0; i < sorted.rows(); i++) {
            int r = number[i];
            int from = sorted.rowStart()[i];
            int to = sorted.rowStart()[i + 1];
            int tile = r / rows;
            sum(sorted.column(), sorted.value(), from, to, bias[r], out[tile], (r - tile * rows) * TILE, columns);
        }
    }

    /// One row.
    private void sum(int[] column, float[] value, int from, int to, float bias, float[] out, int outAt, int columns) {
        long tile = in.address();
        int c = 0;
        for (; columns - c > 3 * LANES; c += 4 * LANES) {
            sum4(column, value, from, to, bias, tile + (long) c * Float.BYTES, out, outAt + c);
        }
        if (columns - c > LANES) {
            sum2(column, value, from, to, bias, tile + (long) c * Float.BYTES, out, outAt + c);
            c += 2 * LANES;
        }
        for (; c < columns; c += LANES) {
            sum1(column, value, from, to, bias, tile + (long) c * Float.BYTES, out, outAt + c);
        }
    }

    private static void sum4(
            int[] column, float[] value, int from, int to, float bias, long tile, float[] out, int outAt) {
        long at = tile & ADDRESSES;
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        for (int n = from; n < to; n++) {
            long x = at + Integer.toUnsignedLong(column[n]) * ROW;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromMemorySegment(SPECIES, MEMORY, x, ORDER).fma(weight, a0);
            a1 = FloatVector.fromMemorySegment(SPECIES, MEMORY, x + VECTOR, ORDER)
                    .fma(weight, a1);
            a2 = FloatVector.fromMemorySegment(SPECIES, MEMORY, x + 2 * VECTOR, ORDER)
                    .fma(weight, a2);
            a3 = FloatVector.fromMemorySegment(SPECIES, MEMORY, x + 3 * VECTOR, ORDER)
                    .fma(weight, a3);
        }
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
        a2.intoArray(out, outAt + 2 * LANES);
        a3.intoArray(out, outAt + 3 * LANES);
    }

    private static void sum2(
            int[] column, float[] value, int from, int to, float bias, long tile, float[] out, int outAt) {
        long at = tile & ADDRESSES;
        FloatVector a0 = FloatVector.broadcast(SPECIES, bias);
        FloatVector a1 = a0;
        for (int n = from; n < to; n++) {
            long x = at + Integer.toUnsignedLong(column[n]) * ROW;
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            a0 = FloatVector.fromMemorySegment(SPECIES, MEMORY, x, ORDER).fma(weight, a0);
            a1 = FloatVector.fromMemorySegment(SPECIES, MEMORY, x + VECTOR, ORDER)
                    .fma(weight, a1);
        }
        a0.intoArray(out, outAt);
        a1.intoArray(out, outAt + LANES);
    }

    private static void sum1(
            int[] column, float[] value, int from, int to, float bias, long tile, float[] out, int outAt) {
        long at = tile & ADDRESSES;
        FloatVector sum = FloatVector.broadcast(SPECIES, bias);
        for (int n = from; n < to; n++) {
            FloatVector weight = FloatVector.broadcast(SPECIES, value[n]);
            sum = FloatVector.fromMemorySegment(SPECIES, MEMORY, at + Integer.toUnsignedLong(column[n]) * ROW, ORDER)
                    .fma(weight, sum);
        }
        sum.intoArray(out, outAt);
    }
}
