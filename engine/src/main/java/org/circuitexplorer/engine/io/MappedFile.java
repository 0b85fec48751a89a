package org.circuitexplorer.engine.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file mapped into memory until it is closed.
///
/// @param channel the same file, to read long parts of it, which is faster than to touch them page by page
record MappedFile(Path path, FileChannel channel, Arena arena, MemorySegment bytes) implements AutoCloseable {
    static MappedFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        Arena arena = Arena.ofShared();
        try {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new MappedFile(path, channel, arena, bytes);
        } catch (IOException e) {
            arena.close();
            channel.close();
            throw e;
        }
    }

    /// Where a part of the mapped bytes begins in the file.
    long position(MemorySegment part) {
        return part.address() - bytes.address();
    }

    @Override
    public void close() {
        arena.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
