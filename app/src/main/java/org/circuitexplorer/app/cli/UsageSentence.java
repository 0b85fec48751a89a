package org.circuitexplorer.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/// Says in one sentence on standard error what is wrong with the arguments, and where to read more.
final class UsageSentence implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + failure.getMessage() + " (see " + name + " --help)");
        command.getErr().flush();
        return ExitCode.BAD_INPUT;
    }
}
