package org.circuitexplorer.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.dossier.DossierMap;
import org.circuitexplorer.app.dossier.DossierReport;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.validate.Dossier;
import org.circuitexplorer.engine.validate.ValidationSettings;
import org.circuitexplorer.engine.validate.Validator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `validate MODEL CIRCUIT`
@Command(name = "validate", description = "Examine how far a circuit can be trusted, with controls.")
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelAndCircuit on = new ModelAndCircuit();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Corpus to draw other values from; by default the one beside the model, if there is one.")
    private @Nullable Path corpus;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write a report as one HTML file.")
    private @Nullable Path report;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Most unseen pairs to use, which bounds the cost (default ${DEFAULT-VALUE}).")
    private int pairs = ValidationSettings.DEFAULT.mostPairs();

    @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--prune-controls",
            description = "Also prune shuffled answers, a nonsense task and scrambled models; takes minutes.")
    private boolean pruneControls;

    @Option(names = "--fresh", description = "Measure everything again, also what an earlier run had measured.")
    private boolean fresh;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        device.kind();
        ValidationSettings settings =
                ValidationSettings.DEFAULT.withSeed(seed).withMostPairs(pairs).withPruning(pruneControls);
        if (report != null) new OutputFile(report).check();
        LoadedModel loaded = on.load(console);
        CircuitDocument document = on.read(loaded);
        requireSameModel(loaded, document);
        Task task = tasks.require(loaded, document);
        if (!TaskReference.of(task).equals(document.task())) {
            console.note("warning: the pairs of " + task.name()
                    + " are not those the circuit was found with: it may have seen the test pairs");
        }
        Optional<Corpus> from = SampleCorpus.read(loaded, corpus);
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine();
                OpenDevice opened = device.open(workers, console);
                ModelOnDevice target = opened.device().open(loaded.transformer());
                BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            Validator validator = new Validator(loaded, from, workers, ProgramName.withVersion()).on(target);
            Dossier dossier = (fresh
                            ? validator
                            : validator.keepingIn(UserFolders.ofThisUser().cache()))
                    .validate(document, task, settings, console.progress(), cancel);
            return say(console, dossier);
        } catch (CancelledException e) {
            console.note(
                    "stopped before everything was measured; the same command goes on after the last finished part");
            return ExitCode.RESULT_SAYS_NO;
        }
    }

    private void requireSameModel(LoadedModel loaded, CircuitDocument document) throws InputException {
        if (document.model().sha256().equals(loaded.sha256())) return;
        throw new InputException(on.circuitFile() + ": model.sha256: expected " + loaded.sha256() + ", that of "
                + loaded.name() + ", found " + document.model().sha256());
    }

    private int say(Console console, Dossier dossier) throws IOException {
        if (report != null) AtomicFile.write(report, DossierReport.html(dossier).getBytes(UTF_8));
        if (common.json()) console.json(DossierMap.of(dossier));
        else new ValidationTable(dossier).print(console);
        if (report != null && !common.json()) console.print("wrote " + report);
        return dossier.flags().isEmpty() ? ExitCode.DONE : ExitCode.RESULT_SAYS_NO;
    }
}
