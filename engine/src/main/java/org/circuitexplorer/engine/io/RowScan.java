package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
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
    private final long[] words;
    private final MemorySegment bytes;
    private final float[] strided;

    RowScan(StoredTensor tensor, CsrBuilder builder) {
        this.tensor = tensor;
        this.builder = builder;
        this.columns = Math.toIntExact(tensor.columns());
        this.signless = tensor.dtype() == Dtype.F32 ? SIGNLESS_32 : SIGNLESS_16;
        int used = Math.toIntExact(((long) columns * tensor.dtype().bytes() + Long.BYTES - 1) / Long.BYTES);
        this.words = new long[(used + BLOCK - 1) / BLOCK * BLOCK];
        this.bytes = MemorySegment.ofArray(words);
        this.strided = new float[columns];
    }

    /// Adds one row; rows count over all leading dimensions together.
    void add(long row) throws ModelFormatException {
        if (!tensor.copyRow(row, bytes)) {
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

    private void addBlock(int from) {
        for (int i = from; i < from + BLOCK; i++) {
            if ((words[i] & signless) != 0) addWord(i);
        }
    }

    private void addWord(int index) {
        int each = Long.BYTES / tensor.dtype().bytes();
        int bits = Long.SIZE / each;
        for (int part = 0; part < each; part++) {
            float value = tensor.dtype().widen(words[index] >>> (part * bits));
            if (value != 0f) builder.add(index * each + part, value);
        }
    }
}
