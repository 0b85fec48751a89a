package org.circuitexplorer.engine.io;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A safetensors file, mapped into memory and checked in full before any value is read: header length, JSON, dtypes,
/// shapes, and that the tensors cover the data exactly once.
public final class SafetensorsReader implements TensorFile {
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private final MappedFile file;
    private final SequencedMap<String, StoredTensor> tensors;
    private final Map<String, String> metadata;
    private final MemorySegment data;

    private SafetensorsReader(MappedFile mapped) throws ModelFormatException {
        this.file = mapped;
        Path path = mapped.path();
        MemorySegment all = mapped.bytes();
        long headerBytes = headerLength(path, all);
        byte[] header = all.asSlice(8, headerBytes).toArray(ValueLayout.JAVA_BYTE);
        this.data = all.asSlice(8 + headerBytes);
        SafetensorsHeader parsed = SafetensorsHeader.parse(path, header, data.byteSize());
        this.metadata = parsed.metadata();
        SequencedMap<String, StoredTensor> found = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry e : parsed.entries()) {
            MemorySegment bytes = data.asSlice(e.begin(), e.end() - e.begin());
            long[] strides = StoredTensor.contiguous(e.shape());
            long elements = bytes.byteSize() / e.dtype().bytes();
            found.put(
                    e.name(),
                    new StoredTensor(
                            path,
                            e.name(),
                            e.dtype(),
                            e.shape(),
                            strides,
                            0,
                            new StoredTensor.Mapped(file, bytes),
                            elements));
        }
        this.tensors = Collections.unmodifiableSequencedMap(found);
    }

    /// Opens a file; close it when its tensors have been read.
    public static SafetensorsReader open(Path path) throws IOException, ModelFormatException {
        MappedFile file = MappedFile.open(path);
        boolean opened = false;
        try {
            SafetensorsReader reader = new SafetensorsReader(file);
            opened = true;
            return reader;
        } finally {
            if (!opened) file.close();
        }
    }

    private static long headerLength(Path path, MemorySegment file) throws ModelFormatException {
        long size = file.byteSize();
        if (size < 8) {
            throw new ModelFormatException(
                    path, "header length", "found " + size + " bytes, expected at least the 8 of the header length");
        }
        long length = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN), 0);
        if (length < 0 || length > MOST_HEADER_BYTES || length > size - 8) {
            throw new ModelFormatException(
                    path,
                    "header length",
                    "found " + Long.toUnsignedString(length) + " bytes, expected at most "
                            + Math.min(MOST_HEADER_BYTES, size - 8) + " in a file of " + size + " bytes");
        }
        return length;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public SequencedMap<String, StoredTensor> tensors() {
        return tensors;
    }

    /// The texts under `__metadata__`.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// The bytes of all tensors.
    MemorySegment data() {
        return data;
    }

    @Override
    public void close() {
        file.close();
    }
}
