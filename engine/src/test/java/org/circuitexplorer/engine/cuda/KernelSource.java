package org.circuitexplorer.engine.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The source of the kernels: the files of `src/main/cuda` in the order of their names, as one text.
final class KernelSource {
    /// Tests of other modules run in folders of their own, so the module is found beside the sample models.
    static final Path MODULE =
            Path.of(System.getProperty("sample.models", "../sample-models")).resolveSibling("engine");

    static final Path FOLDER = MODULE.resolve("src/main/cuda");

    private KernelSource() {}

    static String text() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> listed = Files.list(FOLDER)) {
            List<Path> files = listed.filter(file -> file.toString().endsWith(".cu"))
                    .sorted()
                    .toList();
            for (Path file : files) text.append(Files.readString(file).replace("\r\n", "\n"));
        }
        return text.toString();
    }

    /// SHA-256 of a text, hexadecimal.
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
