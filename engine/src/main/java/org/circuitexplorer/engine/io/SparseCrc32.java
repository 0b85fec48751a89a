package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;
import org.circuitexplorer.engine.kernel.NonZeroElements;

/// The CRC-32 of bytes that are mostly zero, from those that are not. The digest is linear: a zero byte multiplies its
/// state by x⁸ modulo the polynomial, so a run of zeros is a multiplication by a power of x, made of a few table
/// lookups whatever the length of the run. Bytes that are mostly not zero go through [CRC32]. For one thread.
final class SparseCrc32 {
    private static final int POLYNOMIAL = 0xedb8_8320;
    private static final int SLICE = 1 << Byte.SIZE;

    /// One non-zero element in so many is too many for looking them up one by one.
    private static final int DENSE = 16;

    /// For each power of two what every byte of the state becomes after so many zero bytes: `[power][4 * 256]`.
    private static final int[][] AFTER_ZEROS = tables(24);

    private final int[][] afterUnits;
    private final int unit;
    private final CRC32 dense = new CRC32();
    private int state = -1;

    /// @param unit size of an element in bytes, 2 or 4
    SparseCrc32(int unit) {
        int skip = Integer.numberOfTrailingZeros(unit);
        this.unit = unit;
        this.afterUnits = new int[AFTER_ZEROS.length - skip][];
        System.arraycopy(AFTER_ZEROS, skip, afterUnits, 0, afterUnits.length);
    }

    /// Adds bytes.
    ///
    /// @param bytes whole elements, less than 4 MiB
    /// @param elements those that are not all zero bits
    void update(MemorySegment bytes, NonZeroElements elements) {
        int units = (int) (bytes.byteSize() / unit);
        if (elements.count() > units / DENSE) {
            dense.reset();
            dense.update(bytes.asByteBuffer());
            state = after(units, ~state) ^ ~(int) dense.getValue();
            return;
        }
        int at = 0;
        int current = state;
        for (int i = 0; i < elements.count(); i++) {
            int index = elements.index(i);
            current = after(index - at, current) ^ elements.bits(i);
            at = index;
        }
        state = after(units - at, current);
    }

    /// The digest of all bytes so far.
    int value() {
        return ~state;
    }

    /// What the state becomes after so many elements of zeros.
    private int after(int units, int before) {
        int current = before;
        for (int rest = units; rest != 0; rest &= rest - 1) {
            current = multiply(afterUnits[Integer.numberOfTrailingZeros(rest)], current);
        }
        return current;
    }

    private static int multiply(int[] table, int state) {
        return table[state & 0xff]
                ^ table[SLICE + ((state >>> 8) & 0xff)]
                ^ table[2 * SLICE + ((state >>> 16) & 0xff)]
                ^ table[3 * SLICE + (state >>> 24)];
    }

    private static int[][] tables(int powers) {
        int[][] tables = new int[powers][4 * SLICE];
        for (int i = 0; i < tables[0].length; i++) tables[0][i] = afterZeroByte((i % SLICE) << (i / SLICE * Byte.SIZE));
        for (int p = 1; p < powers; p++) {
            int[] half = tables[p - 1];
            for (int i = 0; i < half.length; i++) tables[p][i] = multiply(half, half[i]);
        }
        return tables;
    }

    private static int afterZeroByte(int before) {
        int state = before;
        for (int bit = 0; bit < Byte.SIZE; bit++) state = (state >>> 1) ^ (-(state & 1) & POLYNOMIAL);
        return state;
    }
}
