package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What a compact file says about itself under `__metadata__`: the configuration, the weights that it was made from,
/// and a checksum of what it holds, without which nobody would notice that it is something else by now.
final class CompactIdentity {
    /// Key of the configuration.
    static final String CONFIG = "config";

    /// Key of the SHA-256 of the weights that the file was made from.
    static final String SOURCE = "source_sha256";

    /// Key of the CRC-32C of the file's own data, followed by its configuration: 8 hexadecimal digits. A sum against
    /// accidents; who changes a file on purpose can change any sum in it.
    static final String CONTENT = "content_crc32c";

    private static final long CHUNK = 1 << 24;

    private CompactIdentity() {}

    /// The SHA-256 of the weights that a file was made from, empty when it does not say.
    ///
    /// @throws ModelFormatException when it does not hold what was written
    static Optional<String> of(SafetensorsReader reader) throws ModelFormatException {
        String source = reader.metadata().get(SOURCE);
        if (source == null) return Optional.empty();
        requireDigits(reader, SOURCE, source, 64);
        String expected = reader.metadata().getOrDefault(CONTENT, "");
        requireDigits(reader, CONTENT, expected, 8);
        String found = checksum(reader.data(), reader.metadata().getOrDefault(CONFIG, ""));
        if (!found.equals(expected)) {
            throw refused(reader, CONTENT, "is " + expected + ", but what the file holds has the checksum " + found);
        }
        return Optional.of(source);
    }

    private static void requireDigits(SafetensorsReader reader, String key, String text, int count)
            throws ModelFormatException {
        if (!text.matches("[0-9a-f]{" + count + "}")) {
            throw refused(reader, key, "found \"" + text + "\", expected " + count + " hexadecimal digits");
        }
    }

    private static String checksum(MemorySegment data, String config) {
        CRC32C sum = new CRC32C();
        for (long at = 0; at < data.byteSize(); at += CHUNK) {
            sum.update(data.asSlice(at, Math.min(CHUNK, data.byteSize() - at)).asByteBuffer());
        }
        return withConfig(sum, config);
    }

    /// The checksum of data that were summed, followed by a configuration.
    static String withConfig(CRC32C sum, String config) {
        sum.update(config.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static ModelFormatException refused(SafetensorsReader reader, String key, String problem) {
        return new ModelFormatException(reader.path(), "__metadata__." + key, problem);
    }
}
