package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.TaskReference;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.SearchJournal;
import org.circuitexplorer.engine.prune.SettingsSearch;
import org.circuitexplorer.engine.prune.Trial;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `search MODEL`
@Command(
        name = "search",
        description = "Prune a task with many seeds and settings, from --seed on, and keep the best circuit. "
                + "The trials are kept in FILE.search.json beside it.")
final class SearchCommand implements Callable<Integer> {
    private static final String JOURNAL = ".search.json";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final NewCircuit wanted = new NewCircuit();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "Trials in all, those of an earlier run included (default ${DEFAULT-VALUE}).")
    private int trials = 16;

    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        device.kind();
        if (trials < 1) throw new InputException("--trials: expected 1 or more, found " + trials);
        PruneSettings base = wanted.settings();
        out = wanted.out();
        LoadedModel loaded = wanted.load(console);
        Task task = wanted.task(loaded);
        SearchJournal journal = SearchJournal.readOrBegin(
                journalFile(),
                new SearchJournal(
                        loaded.sha256(), TaskReference.of(task).pairs(), base.toMap(), base.seed(), List.of()));
        if (!journal.trials().isEmpty()) {
            console.note("going on after trial " + (journal.trials().size() - 1) + " of " + journalFile());
        }
        try (Workers workers = Workers.forThisMachine();
                OpenDevice opened = device.open(workers, console);
                ModelOnDevice on = opened.device().open(loaded.transformer())) {
            if (!TaskReport.of(loaded.transformer(), task, workers).isLearned()) {
                console.note(loaded.name() + " cannot do " + task.name() + "; there is no circuit to look for");
                return ExitCode.RESULT_SAYS_NO;
            }
            float[] means = wanted.means(loaded, workers, console);
            CircuitSearch search = wanted.search(loaded, means, workers).on(on);
            return search(console, search, task, base, journal);
        }
    }

    private Path journalFile() {
        return out.resolveSibling(out.getFileName() + JOURNAL);
    }

    private int search(Console console, CircuitSearch search, Task task, PruneSettings base, SearchJournal journal)
            throws IOException {
        if (!common.json()) {
            console.print(line("trial", "seed", "nodes", "edges", "used", "train", ""));
            journal.trials().forEach(trial -> say(console, trial));
        }
        CancelToken cancel = new CancelToken();
        try (BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            SearchJournal all = new SettingsSearch(search, task, base)
                    .run(
                            journal,
                            trials,
                            PruneCommand.listener(console.progress()),
                            (now, better) -> {
                                if (better.isPresent()) CircuitFile.write(out, better.get());
                                now.write(journalFile());
                                if (!common.json()) say(console, now.trials().getLast());
                            },
                            cancel);
            return sayBest(console, all);
        }
    }

    private int sayBest(Console console, SearchJournal all) {
        Trial best = SettingsSearch.best(all.trials()).orElse(null);
        if (common.json()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("out", out.toString());
            map.put("trials", all.trials());
            if (best != null) map.put("best", best.number());
            console.json(map);
        }
        if (all.trials().size() < trials) {
            console.note("stopped before all trials were done; the same command goes on");
        }
        if (best == null || !best.targetReached()) return ExitCode.RESULT_SAYS_NO;
        if (!common.json()) {
            console.print(format(ROOT, "best: trial %d, in %s", best.number(), out));
        }
        return ExitCode.DONE;
    }

    private static void say(Console console, Trial trial) {
        console.print(line(
                trial.number(),
                trial.seed(),
                trial.nodes(),
                trial.edges(),
                trial.used(),
                format(ROOT, "%.4f", trial.loss()),
                trial.stopped() ? "stopped early" : trial.targetReached() ? "" : "misses the target"));
    }

    private static String line(Object... cells) {
        return format(ROOT, "%5s %6s %6s %6s %6s %9s  %s", cells).stripTrailing();
    }
}
