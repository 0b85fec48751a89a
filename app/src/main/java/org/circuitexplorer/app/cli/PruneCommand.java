package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PruneProgress;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.task.TaskResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `prune MODEL`
@Command(name = "prune", description = "Find the small circuit with which a model does a task.")
final class PruneCommand implements Callable<Integer> {
    private static final long PERMILLE = 1000;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final NewCircuit wanted = new NewCircuit();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--max-nodes",
            paramLabel = "K",
            description = "Most nodes: where the target takes more, the loss is as low as K nodes allow.")
    private int maxNodes;

    @Option(names = "--untied", description = "Learn masks of query and key of a channel apart.")
    private boolean untied;

    @Option(
            names = "--ends",
            description = "Also find the tokens that the circuit needs, and count them and the answers as nodes.")
    private boolean ends;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        device.kind();
        PruneSettings settings = wanted.settings();
        if (maxNodes > 0) settings = settings.withMaxNodes(maxNodes);
        if (untied) settings = settings.withTied(false);
        if (ends) settings = settings.withEnds(true);
        Path out = wanted.out();
        LoadedModel loaded = wanted.load(console);
        Task task = wanted.task(loaded);
        try (Workers workers = Workers.forThisMachine();
                OpenDevice opened = device.open(workers, console);
                ModelOnDevice on = opened.device().open(loaded.transformer())) {
            TaskReport report = TaskReport.of(loaded.transformer(), task, workers);
            if (!report.isLearned()) return sayNotLearned(console, loaded, report);
            float[] means = wanted.means(loaded, workers, console);
            CircuitSearch search = wanted.search(loaded, means, workers).on(on);
            return prune(console, search, task, settings, out);
        }
    }

    private int prune(Console console, CircuitSearch search, Task task, PruneSettings settings, Path out)
            throws IOException {
        long start = System.nanoTime();
        CancelToken cancel = new CancelToken();
        try (BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            CircuitSearch.Found found = search.find(task, settings, listener(console.progress()), cancel);
            found.failure().ifPresent(console::note);
            if (found.isWholeModel()) {
                console.note("nothing smaller than half of the model was found until then; nothing was written");
                return ExitCode.RESULT_SAYS_NO;
            }
            CircuitFile.write(out, found.document());
            return say(console, new PruneReport(found, (System.nanoTime() - start) / 1e9, out), settings.targetLoss());
        }
    }

    /// Pruning as a line of progress.
    static PruneProgress.Listener listener(ProgressListener progress) {
        return new PruneProgress.Listener() {
            @Override
            public void at(PruneProgress at) {
                String stage = at.stage().name().toLowerCase(Locale.ROOT);
                progress.at(
                        format(ROOT, "%s, %d nodes, loss %.3f,", stage, at.nodes(), at.loss()),
                        (long) (PERMILLE * at.fractionDone()),
                        PERMILLE);
            }

            @Override
            public void measured(int done, int nodes) {
                progress.at("measuring what was found", done, nodes);
            }
        };
    }

    private int sayNotLearned(Console console, LoadedModel loaded, TaskReport report) {
        TaskResult result = report.test().or(report::train).orElseThrow();
        if (common.json())
            console.json(Map.of(
                    "task", report.task(), "learned", false, "loss", result.loss(), "accuracy", result.accuracy()));
        else
            console.print(format(
                    ROOT,
                    "%s cannot do %s: loss %.3f (guessing is %.3f), %.1f %% right; there is no circuit to look for.",
                    loaded.name(),
                    report.task(),
                    result.loss(),
                    Math.log(2),
                    100 * result.accuracy()));
        return ExitCode.RESULT_SAYS_NO;
    }

    private int say(Console console, PruneReport report, double targetLoss) {
        CircuitSearch.Found found = report.found();
        if (common.json()) console.json(report.asMap());
        else report.print(console);
        if (!found.document().provenance().complete()) console.note("stopped early; this is the best that was found");
        if (!found.targetReached()) {
            console.note(
                    format(ROOT, "no circuit was found that meets a loss of %.3f on the training pairs", targetLoss));
        }
        return found.targetReached() ? ExitCode.DONE : ExitCode.RESULT_SAYS_NO;
    }
}
