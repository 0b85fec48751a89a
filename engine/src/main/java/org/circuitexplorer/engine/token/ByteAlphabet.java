package org.circuitexplorer.engine.token;

import java.util.Arrays;
import java.util.Optional;

/// The printable stand-ins that tokenizer files use for the 256 bytes: printable Latin-1 characters stand for
/// themselves, the other bytes, in order, for the characters from U+0100 on.
public final class ByteAlphabet {
    private static final char[] SYMBOL = symbols();
    private static final int[] BYTE = bytes();

    private ByteAlphabet() {}

    private static char[] symbols() {
        char[] symbol = new char[256];
        char next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b != 0xad);
            symbol[b] = printable ? (char) b : next++;
        }
        return symbol;
    }

    private static int[] bytes() {
        int[] bytes = new int[512];
        Arrays.fill(bytes, -1);
        for (int b = 0; b < 256; b++) bytes[SYMBOL[b]] = b;
        return bytes;
    }

    /// The stand-in of a byte, `b` from 0 to 255.
    public static String symbol(int b) {
        return String.valueOf(SYMBOL[b]);
    }

    /// The bytes that a text of stand-ins means, empty when one of its characters is none.
    public static Optional<byte[]> bytes(String symbols) {
        byte[] bytes = new byte[symbols.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = symbols.charAt(i);
            if (c >= BYTE.length || BYTE[c] < 0) return Optional.empty();
            bytes[i] = (byte) BYTE[c];
        }
        return Optional.of(bytes);
    }
}
