package org.circuitexplorer.engine.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of what is added, as 64 lower-case hexadecimal digits. Numbers count with their highest byte first.
public final class Sha256 {
    private static final int CHUNK = 1 << 16;

    private final MessageDigest digest;

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Sha256 add(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
        return this;
    }

    /// Adds a text in UTF-8.
    public Sha256 add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Sha256 add(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.min(CHUNK, Integer.BYTES * values.length));
        for (int value : values) {
            if (!bytes.hasRemaining()) {
                digest.update(bytes.array());
                bytes.clear();
            }
            bytes.putInt(value);
        }
        digest.update(bytes.flip());
        return this;
    }

    public Sha256 add(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(values[i]);
        return add(bits);
    }

    /// The digest; nothing is added any more.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String ofText(String text) {
        return new Sha256().add(text).hex();
    }

    /// @throws IllegalArgumentException when the text is no SHA-256
    public static String require(String hex) {
        if (hex.length() != 64 || !hex.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, found \"" + hex + "\"");
        }
        return hex;
    }
}
