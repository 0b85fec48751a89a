package org.circuitexplorer.app.cli;

import picocli.CommandLine;

/// The commands of the program that need no window.
public final class Commands {
    private Commands() {}

    /// Adds every command to the program's root, with `--help`, `--version` and one-sentence errors.
    public static CommandLine addTo(CommandLine root) {
        root.addSubcommand(new InfoCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new GradCommand())
                .addSubcommand(new TasksCommand())
                .addSubcommand(new PruneCommand())
                .addSubcommand(new SearchCommand())
                .addSubcommand(new ValidateCommand())
                .addSubcommand(new CompareCommand())
                .addSubcommand(new EdgesCommand())
                .addSubcommand(new EndsCommand())
                .addSubcommand(new PathCommand())
                .addSubcommand(new EvidenceCommand())
                .addSubcommand(new HistogramCommand())
                .addSubcommand(new ExportCommand())
                .addSubcommand(new ConvertCommand())
                .addSubcommand(new ImportCommand())
                .addSubcommand(new BenchCommand())
                .addSubcommand(new ScalingCommand())
                .addSubcommand(new CudaCheckCommand());
        for (CommandLine command : root.getSubcommands().values()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            command.getCommandSpec().versionProvider(root.getCommandSpec().versionProvider());
        }
        root.setExecutionExceptionHandler(new ErrorSentence());
        root.setParameterExceptionHandler(new UsageSentence());
        return root;
    }
}
