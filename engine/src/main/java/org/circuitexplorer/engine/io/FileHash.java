package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;

/// The SHA-256 by which circuits and sessions recognise the weights they belong to.
public final class FileHash {
    private static final int CHUNK = 1 << 20;

    private FileHash() {}

    /// The digest of a file.
    ///
    /// @return 64 lower-case hexadecimal digits
    public static String sha256(Path path, ProgressListener progress, CancelToken cancel) throws IOException {
        return sha256(List.of(path), progress, cancel);
    }

    /// The digest of files one after the other.
    static String sha256(List<Path> paths, ProgressListener progress, CancelToken cancel) throws IOException {
        Sha256 digest = new Sha256();
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        for (Path path : paths) size += Files.size(path);
        long done = 0;
        for (Path path : paths) {
            try (InputStream in = Files.newInputStream(path)) {
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    cancel.throwIfCancelled();
                    digest.add(chunk, 0, n);
                    done += n;
                    progress.at("checking the file", done, size);
                }
            }
        }
        return digest.hex();
    }
}
