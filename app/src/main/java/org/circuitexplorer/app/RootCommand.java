package org.circuitexplorer.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `circuit-explorer` itself; what it can do are its subcommands.
@Command(
        name = "circuit-explorer",
        description =
                "Open a weight-sparse language model, isolate the circuit of a task, and check whether it is real.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class)
final class RootCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /// The version of the build, read from the manifest of its jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Circuit Explorer " + (version == null ? "(not packaged)" : version)};
        }
    }
}
