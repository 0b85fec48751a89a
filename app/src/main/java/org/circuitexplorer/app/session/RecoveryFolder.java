package org.circuitexplorer.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.circuitexplorer.engine.session.SessionFile;

/// Where a running program keeps what would be lost if it ended now: one file for each process, named after it. What a
/// process left that is no longer running was not ended as it should.
///
/// @param folder the folder; it need not be there yet
public record RecoveryFolder(Path folder) {
    private static final Pattern OF_PROCESS = Pattern.compile("([0-9]{1,9})-([0-9]{1,15})\\.cex");
    private static final String LAST = "last" + SessionFile.SUFFIX;
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    /// The file of this process.
    public Path own() {
        ProcessHandle me = ProcessHandle.current();
        long started = me.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return folder.resolve(me.pid() + "-" + started + SessionFile.SUFFIX);
    }

    /// What was being done when the program was last closed, if there was anything to keep.
    public Optional<Path> last() {
        return Optional.of(lastFile()).filter(Files::isRegularFile);
    }

    /// Where that is kept.
    Path lastFile() {
        return folder.resolve(LAST);
    }

    /// The newest file of a process that ended without removing it.
    public Optional<Path> left() {
        if (!Files.isDirectory(folder)) return Optional.empty();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(RecoveryFolder::isLeft).max(Comparator.comparing(RecoveryFolder::time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a file is one of this folder's.
    public boolean holds(Path file) {
        return file.toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize());
    }

    /// Removes a file of this folder.
    public void discard(Path file) {
        try {
            if (holds(file)) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeft(Path file) {
        Matcher name = OF_PROCESS.matcher(file.getFileName().toString());
        if (!name.matches()) return false;
        Instant started = Instant.ofEpochMilli(Long.parseLong(name.group(2)));
        return ProcessHandle.of(Long.parseLong(name.group(1)))
                .map(p -> p.info().startInstant().orElse(started))
                .filter(s -> Duration.between(s, started).abs().compareTo(CLOCKS) < 0)
                .isEmpty();
    }

    private static Instant time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
