package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The content of a zip entry: checked against its CRC-32 when it is first asked for, then kept.
final class ZipContent implements StoredTensor.Storage {
    /// Deflated entries are unpacked into memory, which a small file could make very large.
    private static final long MOST_INFLATED = 1 << 28;

    private final Path path;
    private final ZipDirectory.Entry entry;
    private @Nullable MemorySegment checked;

    ZipContent(Path path, ZipDirectory.Entry entry) {
        this.path = path;
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
        new RunningCheck(content, this::requireCrc).finish();
        checked = content;
        return content;
    }

    @Override
    public Optional<RunningCheck> sweep() {
        return checked == null && entry.compression() == 0
                ? Optional.of(new RunningCheck(entry.raw(), this::requireCrc))
                : Optional.empty();
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
        return new ModelFormatException(path, entry.name(), problem);
    }
}
