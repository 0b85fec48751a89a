package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.circuitexplorer.engine.kernel.NonZeroElements;

/// The CRC-32 of bytes that are mostly zero, from those that are not. The digest is linear: what an element adds can be
/// brought to the end of its block by itself, and only blocks wait for one another. Bytes that are mostly not zero go
/// through [CRC32]. For one thread.
final class SparseCrc32 {
    /// One non-zero element in so many is too many for looking them up one by one.
    private static final int DENSE = 16;

    private final int unit;
    private final ZeroRuns zeros;
    private final CRC32 dense = new CRC32();
    private int[] blocks = new int[0];
    private int state = -1;

    /// @param unit size of an element in bytes, 2 or 4
    SparseCrc32(int unit) {
        this.unit = unit;
        this.zeros = ZeroRuns.ofUnit(unit);
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
            state = zeros.after(units, ~state) ^ ~(int) dense.getValue();
            return;
        }
        int whole = units - units % ZeroRuns.BLOCK;
        int taken = sumBlocks(elements, whole);
        state = zeros.overBlocks(blocks, whole / ZeroRuns.BLOCK, state);
        int at = whole;
        for (int i = taken; i < elements.count(); i++) {
            int index = elements.index(i);
            state = zeros.after(index - at, state) ^ elements.bits(i);
            at = index;
        }
        state = zeros.after(units - at, state);
    }

    /// Finds what each whole block adds to the state at its end.
    ///
    /// @return number of non-zero elements in them
    private int sumBlocks(NonZeroElements elements, int units) {
        int count = units / ZeroRuns.BLOCK;
        if (blocks.length < count) blocks = new int[count];
        Arrays.fill(blocks, 0, count, 0);
        int i = 0;
        for (; i < elements.count() && elements.index(i) < units; i++) {
            int index = elements.index(i);
            blocks[index / ZeroRuns.BLOCK] ^= zeros.atBlockEnd(index % ZeroRuns.BLOCK, elements.bits(i));
        }
        return i;
    }

    /// The digest of all bytes so far.
    int value() {
        return ~state;
    }
}
