package org.circuitexplorer.app.job;

import static org.circuitexplorer.viewer.text.Wording.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.circuitexplorer.engine.io.FileProblem;

/// Something that went wrong, told calmly.
///
/// @param what what happened, in one sentence
/// @param safe what was not harmed
/// @param advice what to do next
/// @param cause the error itself, for the details
public record Failure(String what, String safe, String advice, Throwable cause) {
    /// A failure of a job: its name and the error's own sentence.
    static Failure of(String job, Throwable cause) {
        String reason = reason(cause);
        return new Failure(text("failure.what", job, reason), text("failure.safe"), text("failure.advice"), cause);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof IOException file) return FileProblem.sentence(file);
        if (cause instanceof UncheckedIOException file)
            return FileProblem.sentence(Objects.requireNonNull(file.getCause()));
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
