package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Reads a corpus that is stored as little-endian 16-bit token ids, one after the other.
public final class CorpusReader {
    private static final int MOST_BYTES = 1 << 29;

    private CorpusReader() {}

    /// All ids of a file; a document ends with the tokenizer's document token, where it has one.
    ///
    /// @param vocabularySize number of tokens; an id that is not below it is refused
    public static int[] tokens(Path path, int vocabularySize) throws IOException, ModelFormatException {
        byte[] bytes = Json.readBytes(path, MOST_BYTES);
        if (bytes.length == 0 || bytes.length % 2 != 0) {
            throw new ModelFormatException(
                    path, "size", "found " + bytes.length + " bytes, expected 16-bit ids, so a positive even number");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] tokens = new int[bytes.length / 2];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Short.toUnsignedInt(in.getShort());
            if (tokens[i] >= vocabularySize) {
                throw new ModelFormatException(
                        path, "token " + i, "is " + tokens[i] + ", expected an id below " + vocabularySize);
            }
        }
        return tokens;
    }
}
