package org.circuitexplorer.engine.circuit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 in lower-case hexadecimal.
public final class Digests {
    private final MessageDigest digest;

    public Digests() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Digests add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String ofText(String text) {
        return new Digests().add(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// @throws IllegalArgumentException when the text is no SHA-256
    static String require(String hex) {
        if (hex.length() != 64 || !hex.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, found \"" + hex + "\"");
        }
        return hex;
    }
}
