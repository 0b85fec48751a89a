package org.circuitexplorer.engine.io;

import java.nio.file.Path;

/// A file that cannot be read as what it should be. The message is one sentence that names the file, the field,
/// what was found and what was expected; it is meant for the user.
public final class ModelFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 600;

    private final transient Path file;
    private final String field;

    /// @param file the offending file
    /// @param field what inside the file is wrong: a key, tensor, record or "header"
    /// @param problem what was found and what was expected
    public ModelFormatException(Path file, String field, String problem) {
        super(printable(file.getFileName() + ": " + field + ": " + problem));
        this.file = file;
        this.field = field;
    }

    /// Names come from files that may hold anything: no line breaks, no endless text.
    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "\ufffd");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    public Path file() {
        return file;
    }

    public String field() {
        return field;
    }
}
