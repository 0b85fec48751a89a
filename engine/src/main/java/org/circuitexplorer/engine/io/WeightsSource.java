package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.jspecify.annotations.Nullable;

/// The files that weights were read from. Their digest takes longer than reading them, so it is made when somebody
/// first asks for it.
public final class WeightsSource {
    private record Part(Path path, long bytes, FileTime modified) {
        static Part of(Path path) throws IOException {
            return new Part(path, Files.size(path), Files.getLastModifiedTime(path));
        }
    }

    private final Path file;
    private final List<Part> parts;
    private final boolean compact;
    private @Nullable String sha256;

    /// @param file the file, the index file of a sharded model
    /// @param parts the files that hold the tensors
    WeightsSource(Path file, List<Path> parts) throws IOException {
        this(file, partsOf(parts), Optional.empty());
    }

    private WeightsSource(Path file, List<Part> parts, Optional<String> known) {
        this.file = file;
        this.parts = List.copyOf(parts);
        this.compact = known.isPresent();
        this.sha256 = known.orElse(null);
    }

    private static List<Part> partsOf(List<Path> paths) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path path : paths) parts.add(Part.of(path));
        return parts;
    }

    /// The same files, where a compact one answers to the digest of the weights it was made from.
    WeightsSource answeringTo(Optional<String> known) {
        return new WeightsSource(file, parts, known);
    }

    public Path file() {
        return file;
    }

    /// The files that hold the tensors.
    public List<Path> files() {
        return parts.stream().map(Part::path).toList();
    }

    /// Whether this is a compact file, made from other weights.
    public boolean isCompact() {
        return compact;
    }

    /// Size of all files that hold the weights.
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /// SHA-256 of those files one after the other, 64 lower-case hexadecimal digits; of a compact file that of the
    /// weights it was made from. The first call reads them.
    ///
    /// @throws UncheckedIOException when a file cannot be read any more, or is another than was opened
    public String sha256() {
        return sha256(ProgressListener.NONE, new CancelToken());
    }

    /// As [#sha256()], saying how far it is.
    ///
    /// @throws org.circuitexplorer.engine.job.CancelledException when `cancel` asks for it
    public synchronized String sha256(ProgressListener progress, CancelToken cancel) {
        String known = sha256;
        if (known != null) return known;
        try {
            requireUnchanged();
            known = FileHash.sha256(files(), progress, cancel);
            requireUnchanged();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sha256 = known;
        return known;
    }

    /// @throws IOException when a file is gone or is another than was opened
    public void requireUnchanged() throws IOException {
        for (Part part : parts) {
            if (!part.equals(Part.of(part.path))) {
                throw new IOException(part.path + ": has changed since the model was opened; open it again");
            }
        }
    }
}
