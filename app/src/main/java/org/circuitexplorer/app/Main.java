package org.circuitexplorer.app;

import java.io.File;
import java.util.Locale;
import javafx.application.Application;
import org.circuitexplorer.app.cli.Commands;
import org.circuitexplorer.app.window.ExplorerApplication;
import picocli.CommandLine;

/// Entry point of the window and of the command line. It does not extend `Application`, so that the commands run
/// without touching JavaFX and without a display.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The program speaks English, so its numbers have points wherever it runs.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        CommandLine commands = Commands.addTo(new CommandLine(new RootCommand()));
        if (opensWindow(commands, arguments)) {
            Application.launch(ExplorerApplication.class, arguments);
            System.exit(0);
        }
        System.exit(commands.execute(arguments));
    }

    /// Nothing, or one file or folder that is not the name of a command.
    private static boolean opensWindow(CommandLine commands, String... arguments) {
        return arguments.length == 0
                || (arguments.length == 1
                        && !commands.getSubcommands().containsKey(arguments[0])
                        && new File(arguments[0]).exists());
    }
}
