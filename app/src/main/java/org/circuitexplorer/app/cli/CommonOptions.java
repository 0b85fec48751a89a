package org.circuitexplorer.app.cli;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command understands.
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Write the result as JSON.")
    private boolean json;

    Console console() {
        CommandLine commandLine = requireNonNull(spec).commandLine();
        return new Console(commandLine.getOut(), commandLine.getErr(), !quiet && Console.isTerminal());
    }

    /// Whether a machine reads the result.
    boolean json() {
        return json;
    }
}
