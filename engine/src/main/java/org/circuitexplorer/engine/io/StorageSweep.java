package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.circuitexplorer.engine.kernel.NonZeroElements;

/// Reads a storage once from front to back, a quarter of a megabyte at a time, stops at every element that is not zero,
/// and checks the whole against damage on the way. What was read counts only after [#finish()]. For one thread.
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

    private static final int CHUNK = 1 << 18;

    /// Processors copy a page several times slower to an address a few bytes off a page's start.
    private static final int PAGE = 4096;

    private final Range range;
    private final int unit;
    private final long start;
    private final long size;
    private final ByteBuffer chunk;
    private final NonZeroElements elements;
    private final SparseCrc32 crc;
    private long first;
    private long done;
    private int next;

    /// @param dtype type of the elements, 2 or 4 bytes each
    StorageSweep(Range range, Dtype dtype) {
        this.range = range;
        this.unit = dtype.bytes();
        this.start = range.file.position(range.bytes);
        this.size = range.bytes.byteSize();
        int largest = (int) Math.min(CHUNK, size);
        this.chunk = ByteBuffer.allocateDirect(largest + 2 * PAGE).alignedSlice(PAGE);
        this.elements = new NonZeroElements(unit, largest);
        this.crc = new SparseCrc32(unit);
    }

    /// The next element with any bit set, [Long#MAX_VALUE] when none is left.
    ///
    /// @throws UncheckedIOException when the file cannot be read or has become shorter
    long next() {
        while (next == elements.count()) {
            if (done == size) return Long.MAX_VALUE;
            read();
        }
        return first + elements.index(next);
    }

    /// The bits of the element at [#next()], which is passed by.
    int take() {
        return elements.bits(next++);
    }

    private void read() {
        first = done / unit;
        next = 0;
        chunk.clear().limit((int) Math.min(CHUNK, size - done));
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
