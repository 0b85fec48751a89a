package org.circuitexplorer.app.cli;

/// What a command returns to the shell.
final class ExitCode {
    static final int DONE = 0;
    /// The command did its work, and the result says no.
    static final int RESULT_SAYS_NO = 1;
    /// A file, an option or a value cannot be used.
    static final int BAD_INPUT = 2;

    private ExitCode() {}
}
