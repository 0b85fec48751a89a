package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.workspace.SampleCorpus;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.stats.Corpus;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.validate.PruningControl;
import org.circuitexplorer.engine.validate.SearchedControl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evidence SPARSE DENSE`
@Command(
        name = "evidence",
        description = "Prune the tasks of a sparse model and of its dense twin alike, and write what each took.")
final class EvidenceCommand implements Callable<Integer> {
    private static final String PAGE = ".md";
    private static final int RANDOM_SETS = 20;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Parameters(index = "1", paramLabel = "DENSE", description = "Folder of the dense twin, or its weights file.")
    private Path dense = Path.of("");

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(names = "--task", paramLabel = "NAME", description = "Only this task; may be given several times.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Corpus of the means of both; by default the one beside the sparse model.")
    private @Nullable Path corpus;

    @Option(
            names = "--target-loss",
            paramLabel = "NATS",
            description = "Task loss that every circuit must reach (default ${DEFAULT-VALUE}).")
    private double targetLoss = PruneSettings.DEFAULT.targetLoss();

    @Mixin
    private final LossOption loss = new LossOption();

    @Mixin
    private final SettingsOption set = new SettingsOption();

    @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final EvidenceEffort effort = new EvidenceEffort();

    @Mixin
    private final EvidenceControls controls = new EvidenceControls();

    @Option(names = "--fresh", description = "Search everything again, also what an earlier run had found.")
    private boolean fresh;

    @Option(
            names = "--out",
            paramLabel = "FILE.md",
            required = true,
            description = "Page to write; its figure lies beside it as FILE.svg.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        if (!out.toString().endsWith(PAGE)) throw new InputException(out + ": expected a name that ends in " + PAGE);
        effort.check();
        List<PruningControl.Kind> kinds = controls.kinds();
        new OutputFile(out).check();
        PruneSettings settings =
                loss.in(set.in(PruneSettings.DEFAULT.withTargetLoss(targetLoss).withSeed(seed)));
        LoadedModel left = model.load(console);
        LoadedModel right = ModelLoader.load(dense, console.progress(), new CancelToken());
        List<Task> wanted = new ArrayList<>();
        for (String name : names) wanted.add(tasks.require(left, name));
        if (names.isEmpty()) wanted.addAll(tasks.read(left));
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine();
                BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            Path text = corpus == null ? SampleCorpus.beside(left) : corpus;
            Optional<Corpus> tokens = SampleCorpus.read(left, corpus);
            EvidenceSearch sparse = search("sparse", left, text, tokens, settings, workers, console, cancel);
            EvidenceSearch twin = search("dense", right, text, tokens, settings, workers, console, cancel);
            return run(console, wanted, settings, sparse, twin, kinds, tokens);
        } catch (CancelledException e) {
            console.note("stopped; the page holds the tasks that were done, and the same command goes on after the last"
                    + " search that was");
            return ExitCode.RESULT_SAYS_NO;
        }
    }

    private EvidenceSearch search(
            String side,
            LoadedModel loaded,
            @Nullable Path text,
            Optional<Corpus> tokens,
            PruneSettings settings,
            Workers workers,
            Console console,
            CancelToken cancel)
            throws IOException, ModelFormatException, InputException {
        float[] means = MeansOfModel.of(loaded, text, workers, console);
        FinishedParts done = fresh
                ? FinishedParts.none(loaded.transformer().config())
                : EvidenceSearch.kept(UserFolders.ofThisUser().cache(), side, loaded, means, settings, tokens, effort);
        return new EvidenceSearch(loaded, means, effort, done, workers, console, cancel);
    }

    private int run(
            Console console,
            List<Task> wanted,
            PruneSettings settings,
            EvidenceSearch left,
            EvidenceSearch right,
            List<PruningControl.Kind> kinds,
            Optional<Corpus> tokens)
            throws IOException {
        List<EvidenceRow> rows = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Task task : wanted) {
            Optional<String> missing = left.cannotDo(task).or(() -> right.cannotDo(task));
            if (missing.isPresent()) {
                leftOut.add(missing.get());
            } else {
                rows.add(new EvidenceRow(
                        task.name(),
                        left.find(task, settings, RANDOM_SETS),
                        right.find(task, settings, RANDOM_SETS),
                        left.controls(kinds, task, settings, tokens)));
                if (!common.json()) say(console, rows.getLast());
            }
            if (!rows.isEmpty())
                write(report(left.loaded().name(), right.loaded().name(), settings, rows, leftOut));
        }
        if (common.json())
            console.json(
                    Map.of("rows", rows.stream().map(EvidenceCommand::asMap).toList()));
        return rows.isEmpty() ? ExitCode.RESULT_SAYS_NO : ExitCode.DONE;
    }

    private EvidenceReport report(
            String sparse, String twin, PruneSettings settings, List<EvidenceRow> rows, List<String> leftOut) {
        String command = command(sparse, twin);
        return new EvidenceReport(
                sparse, twin, command, ProgramName.withVersion(), targetLoss, settings.loss(), rows, leftOut);
    }

    private void write(EvidenceReport report) throws IOException {
        String name = String.valueOf(out.getFileName());
        String figure = name.substring(0, name.length() - PAGE.length()) + ".svg";
        AtomicFile.write(out.resolveSibling(figure), report.figure().getBytes(UTF_8));
        AtomicFile.write(out, report.page(figure).getBytes(UTF_8));
    }

    private String command(String sparse, String twin) {
        StringBuilder command = new StringBuilder("circuit-explorer evidence " + sparse + " " + twin);
        for (String name : names) command.append(" --task ").append(name);
        command.append(loss.command()).append(set.command());
        if (seed != 0) command.append(" --seed ").append(seed);
        command.append(effort.command()).append(controls.command());
        if (targetLoss != PruneSettings.DEFAULT.targetLoss())
            command.append(" --target-loss ").append(targetLoss);
        return command.append(" --out ").append(out.getFileName()).toString();
    }

    private static void say(Console console, EvidenceRow row) {
        console.print(format(
                ROOT,
                "%s: %d nodes, %d edges, %d used; dense %d nodes, %d edges, %d used",
                row.task(),
                row.sparse().nodes(),
                row.sparse().edges(),
                row.sparse().used(),
                row.dense().nodes(),
                row.dense().edges(),
                row.dense().used()));
    }

    private static Map<String, Object> asMap(EvidenceRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", row.task());
        map.put("sparse", asMap(row.sparse()));
        map.put("dense", asMap(row.dense()));
        map.put(
                "controls",
                row.controls().stream().map(control -> asMap(row, control)).toList());
        return map;
    }

    private static Map<String, Object> asMap(EvidenceRow row, SearchedControl control) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("control", EvidenceControls.label(control.kind()));
        map.put("target_reached", control.reached());
        map.put("complete", control.complete());
        map.put("nodes", control.nodes());
        map.put("edges", control.edges());
        map.put("loss", control.loss());
        map.put("least_loss_of_a_batch", control.leastLoss());
        map.put("comes_close", row.close().contains(control));
        return map;
    }

    private static Map<String, Object> asMap(EvidenceRow.Side side) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("nodes", side.nodes());
        map.put("edges", side.edges());
        map.put("used_edges", side.used());
        map.put("loss", side.losses().circuit());
        map.put("without_circuit", side.losses().withoutCircuit());
        map.put("random_sets", side.random());
        map.put("seconds", side.seconds());
        map.put("target_reached", side.reached());
        map.put("kicks", side.effort().kicks());
        map.put("exhausted", side.effort().exhausted());
        return map;
    }
}
