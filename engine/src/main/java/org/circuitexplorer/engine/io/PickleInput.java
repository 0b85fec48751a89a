package org.circuitexplorer.engine.io;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A cursor over bytes that never reads past their end.
final class PickleInput {
    private static final int LONGEST_TEXT = 1 << 24;

    private final Path file;
    private final String record;
    private final MemorySegment data;
    private long position;

    /// @param record what the bytes are, for messages
    PickleInput(Path file, String record, MemorySegment data) {
        this.file = file;
        this.record = record;
        this.data = data;
    }

    long position() {
        return position;
    }

    long remaining() {
        return data.byteSize() - position;
    }

    int unsignedByte() throws ModelFormatException {
        return data.get(ValueLayout.JAVA_BYTE, advance(1)) & 0xff;
    }

    int unsignedShort() throws ModelFormatException {
        return data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN), advance(2)) & 0xffff;
    }

    int int32() throws ModelFormatException {
        return data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN), advance(4));
    }

    long int64() throws ModelFormatException {
        return data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN), advance(8));
    }

    double bigEndianDouble() throws ModelFormatException {
        return data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), advance(8));
    }

    /// A little-endian two's complement number of 0 to 8 bytes.
    long number(long bytes) throws ModelFormatException {
        if (bytes < 0 || bytes > 8) throw refused("holds a whole number of " + bytes + " bytes, expected at most 8");
        long value = 0;
        for (int i = 0; i < bytes; i++) value |= (long) unsignedByte() << (8 * i);
        int unused = (int) (64 - 8 * bytes);
        return bytes == 0 ? 0 : value << unused >> unused;
    }

    String text(long bytes) throws ModelFormatException {
        if (bytes < 0 || bytes > LONGEST_TEXT) {
            throw refused("holds a text of " + bytes + " bytes, expected at most " + LONGEST_TEXT);
        }
        return new String(slice(bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /// The text up to the end of the line, which is skipped.
    String line() throws ModelFormatException {
        long start = position;
        while (unsignedByte() != '\n') {
            if (position - start > 1000) throw refused("holds a name of more than 1000 bytes");
        }
        byte[] bytes = data.asSlice(start, position - 1 - start).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    MemorySegment slice(long bytes) throws ModelFormatException {
        return data.asSlice(advance(bytes), bytes);
    }

    private long advance(long bytes) throws ModelFormatException {
        if (bytes < 0 || bytes > remaining()) {
            throw refused("ends in the middle of a value: " + remaining() + " bytes are left, expected "
                    + Long.toUnsignedString(bytes));
        }
        long at = position;
        position += bytes;
        return at;
    }

    ModelFormatException refused(String problem) {
        return new ModelFormatException(file, record, problem + " (at byte " + position + ")");
    }
}
