package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.io.TaskReader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.reproduce.Deviation;
import org.circuitexplorer.engine.reproduce.PublicCircuit;
import org.circuitexplorer.engine.reproduce.PublicFiles;
import org.circuitexplorer.engine.reproduce.Reproduction;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import VIZ_DATA.pt`
@Command(
        name = "import",
        description = "Read a circuit of the public viewer, compute its stored numbers again, write it in our form.")
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "VIZ_DATA.pt", description = "File of the public viewer.")
    private Path data = Path.of("");

    @Option(names = "--model", paramLabel = "MODEL", required = true, description = "Model that the circuit is of.")
    private Path model = Path.of("");

    @Option(
            names = "--means",
            paramLabel = "FILE.pt",
            description =
                    "Mean activations; by default mean_baseline_pretrain.pt beside or above the file, or the model's.")
    private @Nullable Path means;

    @Option(names = "--task", paramLabel = "NAME", description = "Name of the task; by default what the file tells.")
    private @Nullable String task;

    @Option(
            names = "--answers",
            paramLabel = "A,B",
            split = ",",
            description = "Token ids that prompts of the first and the second class want; by default found out.")
    private int @Nullable [] answers;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "*.circuit.json file to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        if (!out.toString().endsWith(CircuitFile.SUFFIX)) {
            throw new InputException(out + ": expected a name that ends in " + CircuitFile.SUFFIX);
        }
        new OutputFile(out).check();
        LoadedModel loaded = ModelLoader.load(model, console.progress(), new CancelToken());
        for (String warning : loaded.warnings()) console.note("warning: " + warning);
        PublicCircuit.Request request = new PublicCircuit.Request(
                data, means(loaded), checkedAnswers(loaded), Optional.ofNullable(task), tasks(loaded));
        try (Workers workers = Workers.forThisMachine()) {
            PublicCircuit circuit = PublicCircuit.read(loaded, request, workers, new CancelToken());
            CircuitDocument document =
                    circuit.document(request.taskName(circuit.data()), ProgramName.withVersion(), workers);
            List<Deviation> deviations =
                    new Reproduction(circuit, workers).compare(console.progress(), new CancelToken());
            CircuitFile.write(out, document);
            ImportReport report = new ImportReport(circuit, document, deviations, out);
            if (common.json()) console.json(report.asMap());
            else report.print(console);
        }
        return ExitCode.DONE;
    }

    private Path means(LoadedModel loaded) throws InputException {
        if (means != null) return means;
        return PublicFiles.means(data, loaded)
                .orElseThrow(() -> new InputException(
                        data + ": no " + PublicFiles.MEANS + " lies beside it, above it or in the model's folder; "
                                + "say with --means where the mean activations are"));
    }

    private Optional<int[]> checkedAnswers(LoadedModel loaded) throws InputException {
        if (answers == null) return Optional.empty();
        int vocabulary = loaded.transformer().config().vocabularySize();
        if (answers.length != 2) throw new InputException("--answers: expected two token ids, found " + answers.length);
        for (int answer : answers) {
            if (answer < 0 || answer >= vocabulary) {
                throw new InputException("--answers: expected ids from 0 to " + (vocabulary - 1) + ", found " + answer);
            }
        }
        return Optional.of(answers);
    }

    private static List<Task> tasks(LoadedModel loaded) throws IOException, ModelFormatException {
        Path folder = loaded.directory().resolve("tasks");
        return Files.isDirectory(folder)
                ? TaskReader.readAll(folder, loaded.transformer().config())
                : List.of();
    }
}
