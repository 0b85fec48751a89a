package org.circuitexplorer.engine.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Damages bytes the way accidents and attackers do; the same seed gives the same damage.
public final class Mutator {
    private static final long[] TELLING_NUMBERS = {
        0,
        1,
        -1,
        7,
        8,
        255,
        256,
        0x7fff,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -16
    };
    private static final String[] TELLING_TEXTS = {
        "null", "-1", "1e999", "99999999999999999999", "[]", "{}", "\"\"", "true", "[[[[[[[[", "0.5", "\\ud800", ","
    };

    private final Random random;

    public Mutator(long seed) {
        random = new Random(seed);
    }

    /// A copy with one to four pieces of damage.
    public byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && bytes.length > 0; i++) bytes = damage(bytes);
        return bytes;
    }

    private byte[] damage(byte[] bytes) {
        int at = position(bytes.length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, new byte[0], Math.min(bytes.length - at, 1 + random.nextInt(16)));
            case 2 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 64)), 0);
            case 3 -> spliced(bytes, at, text().getBytes(StandardCharsets.UTF_8), random.nextInt(3));
            case 4, 5 -> withNumber(bytes, at);
            default -> withByte(bytes, at);
        };
    }

    /// Headers lie at the beginning, directories at the end.
    private int position(int length) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(Math.min(length, 64));
            case 1 -> length - 1 - random.nextInt(Math.min(length, 512));
            default -> random.nextInt(length);
        };
    }

    private String text() {
        return TELLING_TEXTS[random.nextInt(TELLING_TEXTS.length)];
    }

    private byte[] withNumber(byte[] bytes, int at) {
        long number = TELLING_NUMBERS[random.nextInt(TELLING_NUMBERS.length)];
        int width = 1 << random.nextInt(4);
        for (int i = 0; i < width && at + i < bytes.length; i++) bytes[at + i] = (byte) (number >> (8 * i));
        return bytes;
    }

    private byte[] withByte(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] piece, int removed) {
        int end = Math.min(bytes.length, at + removed);
        byte[] result = Arrays.copyOf(bytes, at + piece.length + bytes.length - end);
        System.arraycopy(piece, 0, result, at, piece.length);
        System.arraycopy(bytes, end, result, at + piece.length, bytes.length - end);
        return result;
    }
}
