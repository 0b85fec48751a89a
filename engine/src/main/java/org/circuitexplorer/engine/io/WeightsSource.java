package org.circuitexplorer.engine.io;

import java.nio.file.Path;

/// The file that weights were read from.
///
/// @param file the file, the index file of a sharded model
/// @param bytes size of all files that hold the weights
/// @param sha256 SHA-256 of those files one after the other, 64 lower-case hexadecimal digits; a compact file answers
/// to
///     that of the weights it was made from
public record WeightsSource(Path file, long bytes, String sha256) {}
