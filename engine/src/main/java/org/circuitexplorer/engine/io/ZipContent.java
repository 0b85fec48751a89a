package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The content of a zip entry: checked against its CRC-32 when it is first asked for, then kept.
final class ZipContent implements StoredTensor.Storage {
    /// Deflated entries are unpacked into memory, which a small file could make very large.
    private static final long MOST_INFLATED = 1 << 28;

    private static final long CHUNK = 1 << 18;

    private final MappedFile file;
    private final ZipDirectory.Entry entry;
    private @Nullable MemorySegment checked;

    ZipContent(MappedFile file, ZipDirectory.Entry entry) {
        this.file = file;
        this.entry = entry;
    }

    /// Size of the content in bytes.
    long size() {
        return entry.size();
    }

    @Override
    public MemorySegment bytes() throws ModelFormatException {
        MemorySegment content = checked;
        if (content != null) return content;
        content = switch (entry.compression()) {
            case 0 -> entry.raw();
            case 8 -> inflate();
            default -> throw refused("has compression method " + entry.compression() + ", expected 0 or 8");
        };
        requireCrc(crc(content));
        checked = content;
        return content;
    }

    @Override
    public Optional<StorageSweep.Range> range() {
        return checked == null && entry.compression() == 0
                ? Optional.of(new StorageSweep.Range(file, entry.raw(), Optional.of(this::requireCrc)))
                : Optional.empty();
    }

    private static int crc(MemorySegment content) {
        CRC32 crc = new CRC32();
        for (long at = 0; at < content.byteSize(); at += CHUNK) {
            crc.update(content.asSlice(at, Math.min(CHUNK, content.byteSize() - at))
                    .asByteBuffer());
        }
        return (int) crc.getValue();
    }

    private void requireCrc(int crc) throws ModelFormatException {
        if (crc == entry.crc()) return;
        throw refused(String.format("is damaged: its CRC-32 is %08x, the archive says %08x", crc, entry.crc()));
    }

    private MemorySegment inflate() throws ModelFormatException {
        if (entry.size() > MOST_INFLATED) {
            throw refused("is compressed and claims " + entry.size() + " bytes, expected at most " + MOST_INFLATED);
        }
        byte[] content =
                new byte[(int) Math.min(entry.size(), 1024 + 1032 * entry.raw().byteSize())];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(entry.raw().asByteBuffer());
            int done = 0;
            while (done < content.length && !inflater.finished()) {
                int n = inflater.inflate(content, done, content.length - done);
                if (n == 0) break;
                done += n;
            }
            if (done != entry.size()) {
                throw refused("unpacks to " + done + " bytes, expected " + entry.size());
            }
        } catch (DataFormatException e) {
            throw refused("is damaged: its compressed bytes make no sense");
        }
        return MemorySegment.ofArray(content);
    }

    private ModelFormatException refused(String problem) {
        return new ModelFormatException(file.path(), entry.name(), problem);
    }
}
