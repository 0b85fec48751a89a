package org.circuitexplorer.app.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.circuitexplorer.engine.io.FileProblem;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.run.DeviceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says in one sentence on standard error why a command failed.
final class ErrorSentence implements IExecutionExceptionHandler {
    private static final String TRACE = "CIRCUIT_EXPLORER_TRACE";

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String sentence = switch (failure) {
            case InputException e -> String.valueOf(e.getMessage());
            case ModelFormatException e -> String.valueOf(e.getMessage());
            case IOException e -> FileProblem.sentence(e);
            case IllegalArgumentException e -> String.valueOf(e.getMessage());
            case CancelledException e -> "cancelled";
            case DeviceException e -> e.sentence();
            case UncheckedIOException e -> FileProblem.sentence(requireNonNull(e.getCause()));
            default -> unexpected(failure, command);
        };
        command.getErr().println("circuit-explorer " + command.getCommandName() + ": " + sentence);
        command.getErr().flush();
        return ExitCode.BAD_INPUT;
    }

    /// A fault of the program: the trace is for whoever reports it, when asked for.
    private static String unexpected(Exception failure, CommandLine command) {
        if (System.getenv(TRACE) != null) failure.printStackTrace(command.getErr());
        return "this should not have happened: " + failure + " (set " + TRACE + "=1 to see where)";
    }
}
