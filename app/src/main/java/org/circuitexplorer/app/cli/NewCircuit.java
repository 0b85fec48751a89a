package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options of a command that looks for a circuit: of which model and task, how good, and where to write it.
final class NewCircuit {
    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Option(names = "--task", paramLabel = "NAME", required = true, description = "Task to prune.")
    private String taskName = "";

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Corpus of the means; by default the means beside the model, or else the corpus beside it.")
    private @Nullable Path corpus;

    @Option(
            names = "--target-loss",
            paramLabel = "NATS",
            description = "Task loss that the circuit must reach (default ${DEFAULT-VALUE}).")
    private double targetLoss = PruneSettings.DEFAULT.targetLoss();

    @Mixin
    private final LossOption loss = new LossOption();

    @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "*.circuit.json file to write.")
    private Path out = Path.of("");

    @Mixin
    private final SettingsOption set = new SettingsOption();

    /// @throws InputException when a setting does not exist or cannot be what was asked for
    PruneSettings settings() throws InputException {
        return loss.in(set.in(PruneSettings.DEFAULT.withTargetLoss(targetLoss).withSeed(seed)));
    }

    /// The file to write, which can be written.
    Path out() throws InputException {
        if (!out.toString().endsWith(CircuitFile.SUFFIX)) {
            throw new InputException(out + ": expected a name that ends in " + CircuitFile.SUFFIX);
        }
        return new OutputFile(out).check().path();
    }

    LoadedModel load(Console console) throws IOException, ModelFormatException {
        LoadedModel loaded = model.load(console);
        loaded.requireFinite();
        return loaded;
    }

    Task task(LoadedModel loaded) throws IOException, ModelFormatException, InputException {
        return tasks.require(loaded, taskName);
    }

    CircuitSearch search(LoadedModel loaded, float[] means, Workers workers) throws IOException, ModelFormatException {
        return new CircuitSearch(loaded, means, workers, ProgramName.withVersion())
                .over(SampleCorpus.read(loaded, corpus));
    }

    float[] means(LoadedModel loaded, Workers workers, Console console)
            throws IOException, ModelFormatException, InputException {
        return MeansOfModel.of(loaded, corpus, workers, console);
    }
}
