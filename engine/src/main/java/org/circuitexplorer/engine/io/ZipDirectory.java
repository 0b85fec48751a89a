package org.circuitexplorer.engine.io;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The entries of a zip archive that is mapped into memory. The JDK's own reader does not tell where an entry's bytes
/// lie, which is what reading tensors in place needs. Zip64 is understood, encryption is not; everything is checked
/// against the size of the file.
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final long UNKNOWN = 0xffffffffL;

    /// An entry.
    ///
    /// @param compression 0 for stored, 8 for deflated
    /// @param crc CRC-32 of the content
    /// @param size bytes of the content
    /// @param raw the bytes in the file
    record Entry(String name, int compression, int crc, long size, MemorySegment raw) {}

    private final Path path;
    private final MemorySegment file;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

    private ZipDirectory(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    /// @throws ModelFormatException when the file is truncated or not a zip archive
    static SequencedMap<String, Entry> read(Path path, MemorySegment file) throws ModelFormatException {
        ZipDirectory directory = new ZipDirectory(path, file);
        directory.readEntries(directory.findEnd());
        return directory.entries;
    }

    private long findEnd() throws ModelFormatException {
        long first = Math.max(0, file.byteSize() - END_BYTES - 0xffff);
        for (long at = file.byteSize() - END_BYTES; at >= first; at--) {
            if (int32(at) == END && at + END_BYTES + uint16(at + 20) == file.byteSize()) return at;
        }
        throw refused(
                "archive",
                "is truncated or not a zip archive: its " + file.byteSize()
                        + " bytes hold no end of central directory");
    }

    private void readEntries(long end) throws ModelFormatException {
        long count = uint16(end + 10);
        long offset = uint32(end + 16);
        long limit = end;
        if (count == 0xffff || offset == UNKNOWN || uint32(end + 12) == UNKNOWN) {
            require(end >= 20 && int32(end - 20) == END64_LOCATOR, "has no zip64 locator");
            limit = int64(end - 12);
            require(limit >= 0 && limit <= end - 20 - 56 && int32(limit) == END64, "has no zip64 directory");
            count = int64(limit + 32);
            offset = int64(limit + 48);
        }
        require(offset >= 0 && offset <= limit, "has its central directory at byte " + offset);
        require(count >= 0 && count <= (limit - offset) / CENTRAL_BYTES, "claims " + count + " entries");
        long at = offset;
        for (long i = 0; i < count; i++) at = readEntry(at, offset, limit);
    }

    /// @return where the next entry of the central directory begins
    private long readEntry(long at, long directory, long limit) throws ModelFormatException {
        require(at + CENTRAL_BYTES <= limit && int32(at) == CENTRAL, "has a damaged central directory");
        int nameBytes = uint16(at + 28);
        int extraBytes = uint16(at + 30);
        long next = at + CENTRAL_BYTES + nameBytes + extraBytes + uint16(at + 32);
        require(next <= limit, "has a damaged central directory");
        String name = new String(
                file.asSlice(at + CENTRAL_BYTES, nameBytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        if ((uint16(at + 8) & 1) != 0) throw refused(name, "is encrypted");
        ZipSizes sizes = new ZipSizes(uint32(at + 24), uint32(at + 20), uint32(at + 42));
        sizes = zip64(sizes, at + CENTRAL_BYTES + nameBytes, extraBytes);
        Entry entry = new Entry(name, uint16(at + 10), int32(at + 16), sizes.size, raw(name, sizes, directory));
        if (entry.compression == 0 && entry.size != entry.raw.byteSize()) {
            throw refused(name, "is stored in " + entry.raw.byteSize() + " bytes, expected " + entry.size);
        }
        if (entries.put(name, entry) != null) throw refused(name, "is there twice");
        return next;
    }

    private record ZipSizes(long size, long compressed, long offset) {}

    /// Sizes that do not fit 32 bits follow, in this order, in the extra field of type 1.
    private ZipSizes zip64(ZipSizes sizes, long extra, int extraBytes) throws ModelFormatException {
        long end = extra + extraBytes;
        for (long at = extra; at + 4 <= end; at += 4 + uint16(at + 2)) {
            if (uint16(at) != 1) continue;
            long from = at + 4;
            long[] values = {sizes.size, sizes.compressed, sizes.offset};
            for (int i = 0; i < values.length; i++) {
                if (values[i] != UNKNOWN) continue;
                require(from + 8 <= end, "has a damaged zip64 field");
                values[i] = int64(from);
                from += 8;
            }
            return new ZipSizes(values[0], values[1], values[2]);
        }
        return sizes;
    }

    private MemorySegment raw(String name, ZipSizes sizes, long directory) throws ModelFormatException {
        long local = sizes.offset;
        boolean inside = local >= 0 && local <= directory - LOCAL_BYTES && int32(local) == LOCAL;
        if (!inside) throw refused(name, "has no header at byte " + local);
        long start = local + LOCAL_BYTES + uint16(local + 26) + uint16(local + 28);
        if (sizes.size < 0 || sizes.compressed < 0 || sizes.compressed > directory - start) {
            throw refused(name, "claims " + sizes.compressed + " bytes, which the file does not have");
        }
        return file.asSlice(start, sizes.compressed);
    }

    private int uint16(long at) {
        return file.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN), at) & 0xffff;
    }

    private int int32(long at) {
        return file.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN), at);
    }

    private long uint32(long at) {
        return Integer.toUnsignedLong(int32(at));
    }

    private long int64(long at) {
        return file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN), at);
    }

    private void require(boolean condition, String otherwise) throws ModelFormatException {
        if (!condition) throw refused("archive", otherwise);
    }

    private ModelFormatException refused(String field, String problem) {
        return new ModelFormatException(path, field, problem);
    }
}
