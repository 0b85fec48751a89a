package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.circuitexplorer.engine.tensor.CsrBuilder;

/// Adds the rows of a tensor to a sparse matrix. Most of what it reads is zero, so 64 bytes at a time are looked at
/// together; a zero of either sign is dropped, NaN is kept.
final class RowScan {
    private static final int BLOCK = 8;
    private static final long SIGNLESS_32 = 0x7fffffff_7fffffffL;
    private static final long SIGNLESS_16 = 0x7fff_7fff_7fff_7fffL;

    private final StoredTensor tensor;
    private final CsrBuilder builder;
    private final int columns;
    private final Dtype dtype;
    private final long signless;
    private final int bits;
    private final long[] words;
    private final MemorySegment bytes;
    private final float[] strided;
    private final Optional<StorageSweep> sweep;

    RowScan(StoredTensor tensor, CsrBuilder builder) throws ModelFormatException {
        this.tensor = tensor;
        this.builder = builder;
        this.columns = Math.toIntExact(tensor.columns());
        this.dtype = tensor.dtype();
        this.signless = dtype == Dtype.F32 ? SIGNLESS_32 : SIGNLESS_16;
        this.bits = dtype.bytes() * Byte.SIZE;
        int used = Math.toIntExact(((long) columns * bits + Long.SIZE - 1) / Long.SIZE);
        this.words = new long[(used + BLOCK - 1) / BLOCK * BLOCK];
        this.bytes = MemorySegment.ofArray(words);
        this.strided = new float[columns];
        this.sweep = tensor.sweep();
    }

    /// Adds the next row; rows count over all leading dimensions together.
    void add(long row) throws ModelFormatException {
        if (sweep.isPresent()) {
            sweep.get().next((long) columns * dtype.bytes(), bytes);
        } else if (!tensor.copyRow(row, bytes)) {
            tensor.readRow(row, strided);
            builder.addRow(strided);
            return;
        }
        long[] dense = words;
        for (int i = 0; i <= dense.length - BLOCK; i += BLOCK) {
            long any = dense[i] | dense[i + 1] | dense[i + 2] | dense[i + 3];
            any |= dense[i + 4] | dense[i + 5] | dense[i + 6] | dense[i + 7];
            if ((any & signless) != 0) addBlock(i);
        }
        builder.endRow();
    }

    /// To be called after the last row.
    ///
    /// @throws ModelFormatException when what was read is damaged
    void finish() throws ModelFormatException {
        if (sweep.isPresent()) sweep.get().finish();
    }

    private void addBlock(int from) {
        int first = from * (Long.SIZE / bits);
        for (int hits = bits == Integer.SIZE ? hits32(from) : hits16(from); hits != 0; hits &= hits - 1) {
            int index = first + Integer.numberOfTrailingZeros(hits);
            long bit = (long) index * bits;
            builder.add(index, dtype.widen(words[(int) (bit / Long.SIZE)] >>> (bit % Long.SIZE)));
        }
    }

    /// Which elements of a block are there, without a branch: where they stand cannot be foreseen.
    private int hits32(int from) {
        int hits = 0;
        for (int i = 0; i < BLOCK; i++) {
            long word = words[from + i] & SIGNLESS_32;
            hits |= isThere(word & 0xffff_ffffL) << (2 * i) | isThere(word >>> 32) << (2 * i + 1);
        }
        return hits;
    }

    private int hits16(int from) {
        int hits = 0;
        for (int i = 0; i < BLOCK; i++) {
            long word = words[from + i] & SIGNLESS_16;
            for (int part = 0; part < 4; part++) {
                hits |= isThere((word >>> (16 * part)) & 0xffff) << (4 * i + part);
            }
        }
        return hits;
    }

    private static int isThere(long magnitude) {
        return (int) (-magnitude >>> 63);
    }
}
