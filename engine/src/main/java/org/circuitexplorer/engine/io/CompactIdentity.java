package org.circuitexplorer.engine.io;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// What a compact file says about itself under `__metadata__`: the configuration, the weights that it was made from,
/// and a digest of what it holds, without which nobody would notice that it is something else by now.
final class CompactIdentity {
    /// Key of the configuration.
    static final String CONFIG = "config";

    /// Key of the SHA-256 of the weights that the file was made from.
    static final String SOURCE = "source_sha256";

    /// Key of the SHA-256 of the file's own data, followed by its configuration.
    static final String CONTENT = "content_sha256";

    private static final long CHUNK = 1 << 24;

    private CompactIdentity() {}

    /// The SHA-256 of the weights that a file was made from, empty when it does not say.
    ///
    /// @throws ModelFormatException when it does not hold what was written
    static Optional<String> of(SafetensorsReader reader) throws ModelFormatException {
        String source = reader.metadata().get(SOURCE);
        if (source == null) return Optional.empty();
        requireDigest(reader, SOURCE, source);
        String expected = reader.metadata().getOrDefault(CONTENT, "");
        requireDigest(reader, CONTENT, expected);
        String found = digest(reader.data(), reader.metadata().getOrDefault(CONFIG, ""));
        if (!found.equals(expected)) {
            throw refused(reader, CONTENT, "is " + expected + ", but what the file holds has the digest " + found);
        }
        return Optional.of(source);
    }

    private static void requireDigest(SafetensorsReader reader, String key, String text) throws ModelFormatException {
        if (!text.matches("[0-9a-f]{64}")) {
            throw refused(reader, key, "found \"" + text + "\", expected 64 hexadecimal digits");
        }
    }

    private static String digest(MemorySegment data, String config) {
        MessageDigest digest = FileHash.newDigest();
        for (long at = 0; at < data.byteSize(); at += CHUNK) {
            digest.update(
                    data.asSlice(at, Math.min(CHUNK, data.byteSize() - at)).asByteBuffer());
        }
        digest.update(config.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ModelFormatException refused(SafetensorsReader reader, String key, String problem) {
        return new ModelFormatException(reader.path(), "__metadata__." + key, problem);
    }
}
