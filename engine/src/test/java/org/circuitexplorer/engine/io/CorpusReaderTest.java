package org.circuitexplorer.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusReaderTest {
    @TempDir
    Path directory;

    private Path file(int... bytes) throws Exception {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) content[i] = (byte) bytes[i];
        return Files.write(directory.resolve("corpus.bin"), content);
    }

    @Test
    void idsAreLittleEndianAndUnsigned() throws Exception {
        assertThat(CorpusReader.tokens(file(1, 0, 0, 1, 0xfe, 0xff), 65535)).containsExactly(1, 256, 65534);
    }

    @Test
    void anIdOutsideTheVocabularyIsRefused() throws Exception {
        Path file = file(1, 0, 0, 4);

        assertThatThrownBy(() -> CorpusReader.tokens(file, 1024))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("corpus.bin: token 1: is 1024, expected an id below 1024");
    }

    @Test
    void halfAnIdIsRefused() throws Exception {
        Path file = file(1, 0, 0);

        assertThatThrownBy(() -> CorpusReader.tokens(file, 1024)).hasMessageContaining("found 3 bytes");
    }
}
