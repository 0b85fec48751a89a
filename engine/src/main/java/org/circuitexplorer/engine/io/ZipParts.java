package org.circuitexplorer.engine.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A small zip archive as named parts, all in memory.
public final class ZipParts {
    private static final int MOST_BYTES = 256 << 20;
    private static final int MOST_PARTS = 10_000;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ZipParts() {}

    /// The parts in the order of the archive. Nothing is unpacked to the disk, and a name is only ever a key.
    ///
    /// @throws ModelFormatException when the file is no zip archive, is damaged, or unpacks to more than 256 MB
    public static SequencedMap<String, byte[]> read(Path file) throws ModelFormatException, IOException {
        try (MappedFile mapped = MappedFile.open(file)) {
            return parts(mapped);
        }
    }

    private static SequencedMap<String, byte[]> parts(MappedFile file) throws ModelFormatException {
        SequencedMap<String, ZipDirectory.Entry> entries = ZipDirectory.read(file.path(), file.bytes());
        if (entries.size() > MOST_PARTS) {
            throw new ModelFormatException(
                    file.path(), "archive", "expected at most " + MOST_PARTS + " parts, found " + entries.size());
        }
        SequencedMap<String, byte[]> parts = new LinkedHashMap<>();
        long left = MOST_BYTES;
        for (ZipDirectory.Entry entry : entries.values()) {
            left -= entry.size();
            if (left < 0) {
                throw new ModelFormatException(
                        file.path(),
                        entry.name(),
                        "expected an archive that unpacks to at most " + MOST_BYTES + " bytes");
            }
            parts.put(entry.name(), new ZipContent(file, entry).bytes().toArray(ValueLayout.JAVA_BYTE));
        }
        return parts;
    }

    /// An archive of parts; equal parts give equal bytes.
    public static byte[] toBytes(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
