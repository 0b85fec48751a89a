package org.circuitexplorer.app;

import org.circuitexplorer.app.cli.Commands;
import picocli.CommandLine;

/// Entry point of the window and of the command line. It does not extend `Application`, so that the commands run
/// without
/// touching JavaFX and without a display.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Commands.addTo(new CommandLine(new RootCommand())).execute(arguments));
    }
}
