package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;

/// Checks a storage against damage while it is read from front to back: a little ahead of the reader, so that each byte
/// comes from memory once. What was read counts only after [#finish()]. For one thread.
final class RunningCheck {
    private static final long CHUNK = 1 << 18;

    /// Compares the digest of the whole storage with what the file says.
    @FunctionalInterface
    interface Verdict {
        void on(int crc) throws ModelFormatException;
    }

    private final MemorySegment bytes;
    private final Verdict verdict;
    private final CRC32 crc = new CRC32();
    private long done;

    RunningCheck(MemorySegment bytes, Verdict verdict) {
        this.bytes = bytes;
        this.verdict = verdict;
    }

    /// The bytes that are checked.
    MemorySegment bytes() {
        return bytes;
    }

    /// Takes in everything before a byte, and a little more.
    void upTo(long end) {
        while (done < end) {
            long next = Math.min(bytes.byteSize(), done + CHUNK);
            crc.update(bytes.asSlice(done, next - done).asByteBuffer());
            done = next;
        }
    }

    /// @throws ModelFormatException when the storage is damaged
    void finish() throws ModelFormatException {
        upTo(bytes.byteSize());
        verdict.on((int) crc.getValue());
    }
}
