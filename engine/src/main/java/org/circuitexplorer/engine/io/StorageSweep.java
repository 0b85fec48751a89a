package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.circuitexplorer.engine.kernel.NonZeroElements;
import org.circuitexplorer.engine.tensor.CsrBuilder;

/// Reads a storage once from front to back, an eighth of a megabyte at a time, row by row into a sparse matrix, and
/// checks the whole against damage on the way. What was read counts only after [#finish()]. For one thread.
final class StorageSweep {
    /// What there is to read: part of a file, and what is known of its digest.
    ///
    /// @param bytes part of the mapped file
    /// @param verdict empty when the file says no digest
    record Range(MappedFile file, MemorySegment bytes, Optional<Verdict> verdict) {}

    /// Compares the digest of a whole storage with what the file says.
    @FunctionalInterface
    interface Verdict {
        void on(int crc) throws ModelFormatException;
    }

    private static final int CHUNK = 1 << 17;

    /// Processors copy a page several times slower to an address a few bytes off a page's start.
    private static final int PAGE = 4096;

    private final Range range;
    private final Dtype dtype;
    private final long start;
    private final long size;
    private final ByteBuffer chunk;
    private final NonZeroElements elements;
    private final SparseCrc32 crc;
    private final int[] column;
    private final float[] weight;
    /// The piece at hand: its first element, how many it has, and the next to be taken of those that are not zero.
    private long first;

    private int length;
    private int next;
    /// First element of the row to be added.
    private long row;

    private long done;

    /// @param dtype type of the elements, 2 or 4 bytes each
    StorageSweep(Range range, Dtype dtype) {
        this.range = range;
        this.dtype = dtype;
        this.start = range.file.position(range.bytes);
        this.size = range.bytes.byteSize();
        int largest = (int) Math.min(CHUNK, size);
        this.chunk = ByteBuffer.allocateDirect(largest + 2 * PAGE).alignedSlice(PAGE);
        this.elements = new NonZeroElements(dtype.bytes(), largest);
        this.column = new int[largest / dtype.bytes()];
        this.weight = new float[largest / dtype.bytes()];
        this.crc = new SparseCrc32(dtype.bytes());
    }

    /// Adds the next elements to the current row of a sparse matrix, without zeros of either sign; NaN is kept.
    ///
    /// @param columns number of elements of the row
    /// @throws UncheckedIOException when the file cannot be read or has become shorter
    void addTo(CsrBuilder builder, int columns) {
        long end = row + columns;
        addBefore(end, builder);
        while (end > first + length) {
            read();
            addBefore(end, builder);
        }
        row = end;
    }

    /// Adds what there is of the row in the piece at hand.
    private void addBefore(long end, CsrBuilder builder) {
        int stop = (int) Math.min(end - first, length);
        int shift = (int) (first - row);
        int i = next;
        int added = 0;
        for (; i < elements.count() && elements.index(i) < stop; i++) {
            float value = dtype.widen(elements.bits(i));
            column[added] = elements.index(i) + shift;
            weight[added] = value;
            if (value != 0f) added++;
        }
        builder.add(column, weight, 0, added);
        next = i;
    }

    private void read() {
        first += length;
        next = 0;
        chunk.clear().limit((int) Math.min(CHUNK, size - done));
        length = chunk.limit() / dtype.bytes();
        try {
            while (chunk.hasRemaining()) {
                int got = range.file.channel().read(chunk, start + done);
                if (got < 0) throw ModelLoader.changed(range.file.path(), null);
                done += got;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MemorySegment piece = MemorySegment.ofBuffer(chunk.flip());
        elements.find(piece);
        if (range.verdict.isPresent()) crc.update(piece, elements);
    }

    /// Reads what is left.
    ///
    /// @throws ModelFormatException when the storage is damaged
    void finish() throws ModelFormatException {
        while (done < size) read();
        if (range.verdict.isPresent()) range.verdict.get().on(crc.value());
    }
}
