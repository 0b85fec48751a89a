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
    private final long signless;
    private final long element;
    private final int each;
    private final int bits;
    private final long[] words;
    private final MemorySegment bytes;
    private final float[] strided;

    private final Optional<RunningCheck> sweep;

    RowScan(StoredTensor tensor, CsrBuilder builder) throws ModelFormatException {
        this.tensor = tensor;
        this.builder = builder;
        this.columns = Math.toIntExact(tensor.columns());
        this.signless = tensor.dtype() == Dtype.F32 ? SIGNLESS_32 : SIGNLESS_16;
        this.each = Long.BYTES / tensor.dtype().bytes();
        this.bits = Long.SIZE / each;
        this.element = tensor.dtype() == Dtype.F32 ? 0x7fffffffL : 0x7fffL;
        int used = Math.toIntExact(((long) columns * tensor.dtype().bytes() + Long.BYTES - 1) / Long.BYTES);
        this.words = new long[(used + BLOCK - 1) / BLOCK * BLOCK];
        this.bytes = MemorySegment.ofArray(words);
        this.strided = new float[columns];
        this.sweep = tensor.sweep();
    }

    /// Adds the next row; rows count over all leading dimensions together.
    void add(long row) throws ModelFormatException {
        if (sweep.isPresent()) {
            sweep.get().upTo(tensor.endOfRow(row));
            tensor.copyRow(row, sweep.get().bytes(), bytes);
        } else if (!tensor.copyRow(row, bytes)) {
            tensor.readRow(row, strided);
            builder.addRow(strided);
            return;
        }
        for (int i = 0; i < words.length; i += BLOCK) {
            long any = words[i] | words[i + 1] | words[i + 2] | words[i + 3];
            any |= words[i + 4] | words[i + 5] | words[i + 6] | words[i + 7];
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

    /// Which elements are there is found without a branch: where they stand cannot be foreseen.
    private void addBlock(int from) {
        int hits = 0;
        for (int i = 0; i < BLOCK; i++) {
            for (int part = 0; part < each; part++) {
                long magnitude = words[from + i] >>> (part * bits) & element;
                hits |= (int) (-magnitude >>> 63) << (i * each + part);
            }
        }
        for (; hits != 0; hits &= hits - 1) {
            int index = from * each + Integer.numberOfTrailingZeros(hits);
            builder.add(index, tensor.dtype().widen(words[index / each] >>> (index % each * bits)));
        }
    }
}
