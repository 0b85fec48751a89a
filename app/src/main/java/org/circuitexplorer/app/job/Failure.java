package org.circuitexplorer.app.job;

/// Something that went wrong, told calmly.
///
/// @param what what happened, in one sentence
/// @param safe what was not harmed
/// @param advice what to do next
/// @param cause the error itself, for the details
public record Failure(String what, String safe, String advice, Throwable cause) {
    /// A failure of a job: its name and the error's own sentence.
    static Failure of(String job, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure(
                job + " did not succeed: " + reason,
                "What is open in the window, and your files, are unchanged.",
                "Check the file or setting that is named above and try again.",
                cause);
    }
}
