package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.compare.TwoModels;
import org.circuitexplorer.app.workspace.CircuitOfFile;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.engine.circuit.CircuitComparison;
import org.circuitexplorer.engine.circuit.CircuitComparison.CrossLoss;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `compare LEFT RIGHT`
@Command(name = "compare", description = "Lay two circuits over each other and try each on the other's task.")
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "LEFT", description = "A *.circuit.json file.")
    private Path left = Path.of("");

    @Parameters(index = "1", paramLabel = "RIGHT", description = "Another.")
    private Path right = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "The model of both; by default in a folder above LEFT. Circuits of two models are each looked for"
                            + " above their own file.")
    private @Nullable Path model;

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        CircuitComparison comparison = CircuitComparison.of(CircuitFile.read(left), CircuitFile.read(right));
        if (!comparison.isOfOneModel()) {
            TwoModelsReport report =
                    new TwoModelsReport(comparison.left(), comparison.right(), twoModels(comparison, console));
            if (common.json()) console.json(report.asMap());
            else report.print(console);
            return ExitCode.DONE;
        }
        ComparisonReport report = new ComparisonReport(comparison, losses(comparison, console));
        if (common.json()) console.json(report.asMap());
        else report.print(console);
        return ExitCode.DONE;
    }

    private List<CrossLoss> losses(CircuitComparison comparison, Console console)
            throws IOException, ModelFormatException, InputException {
        Path path = model == null ? DrawnCircuit.modelAbove(left, comparison.left()) : model;
        LoadedModel loaded = ModelLoader.load(path, console.progress(), new CancelToken());
        CircuitFile.requireModel(left, comparison.left(), loaded.transformer());
        CircuitFile.requireModel(right, comparison.right(), loaded.transformer());
        List<CrossLoss> losses = new ArrayList<>();
        try (Workers workers = Workers.forThisMachine()) {
            for (String name : taskNames(comparison.left(), comparison.right())) {
                Task task = tasks.require(loaded, name);
                losses.add(comparison.on(name, task.unseen(), loaded.transformer(), workers));
            }
        }
        return losses;
    }

    /// With the models of both, each of which is looked for above its circuit's file and among those of the program.
    private TwoModels twoModels(CircuitComparison comparison, Console console) throws IOException {
        List<Path> samples = SampleModels.find().map(SampleModels::all).orElse(List.of());
        try (Workers workers = Workers.forThisMachine()) {
            return TwoModels.of(
                    ofFile(left, samples, workers, console),
                    ofFile(right, samples, workers, console),
                    new CancelToken());
        } catch (ModelFormatException e) {
            return TwoModels.unmeasured(comparison.left(), comparison.right(), String.valueOf(e.getMessage()));
        }
    }

    private static CircuitOfFile ofFile(Path file, List<Path> samples, Workers workers, Console console)
            throws IOException, ModelFormatException {
        return CircuitOfFile.read(file, Optional.empty(), samples, workers, console.progress(), new CancelToken());
    }

    private static Set<String> taskNames(CircuitDocument... documents) {
        Set<String> names = new LinkedHashSet<>();
        for (CircuitDocument document : documents) names.add(document.task().name());
        return names;
    }
}
