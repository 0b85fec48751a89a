package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Reads a storage once from front to back, a quarter of a megabyte at a time, and checks it against damage on the way.
/// What was read counts only after [#finish()]. For one thread.
final class StorageSweep {
    private static final int CHUNK = 1 << 18;

    /// Compares the digest of the whole storage with what the file says.
    @FunctionalInterface
    interface Verdict {
        void on(int crc) throws ModelFormatException;
    }

    private final MappedFile file;
    private final long start;
    private final long size;
    private final Verdict verdict;
    private final ByteBuffer chunk;
    private final CRC32 crc = new CRC32();
    private long done;

    /// @param storage part of the file
    StorageSweep(MappedFile file, MemorySegment storage, Verdict verdict) {
        this.file = file;
        this.start = file.position(storage);
        this.size = storage.byteSize();
        this.verdict = verdict;
        this.chunk = ByteBuffer.allocateDirect((int) Math.min(CHUNK, size)).limit(0);
    }

    /// Size of the storage in bytes.
    long size() {
        return size;
    }

    /// Copies the next bytes to the start of `out`.
    ///
    /// @throws UncheckedIOException when the file cannot be read or has become shorter
    void next(long bytes, MemorySegment out) {
        for (long copied = 0; copied < bytes; ) {
            if (!chunk.hasRemaining()) read();
            int part = (int) Math.min(bytes - copied, chunk.remaining());
            MemorySegment.copy(MemorySegment.ofBuffer(chunk), 0, out, copied, part);
            chunk.position(chunk.position() + part);
            copied += part;
        }
    }

    private void read() {
        chunk.clear().limit((int) Math.min(CHUNK, size - done));
        try {
            while (chunk.hasRemaining()) {
                int got = file.channel().read(chunk, start + done);
                if (got < 0) throw ModelLoader.changed(file.path(), null);
                done += got;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        crc.update(chunk.flip());
        chunk.rewind();
    }

    /// Reads what is left.
    ///
    /// @throws ModelFormatException when the storage is damaged
    void finish() throws ModelFormatException {
        while (done < size) read();
        verdict.on((int) crc.getValue());
    }
}
