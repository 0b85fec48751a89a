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
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.PathSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskReport;
import org.circuitexplorer.engine.validate.RandomSets;
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
    private static final String CORPUS = "corpus_sample_tokens_u16.bin";
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

    @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Most seconds of each search; by default it comes to its end.")
    private long seconds = Long.MAX_VALUE / 1_000_000_000;

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
        if (seconds < 1) throw new InputException("--seconds: expected 1 or more, found " + seconds);
        new OutputFile(out).check();
        PruneSettings settings =
                PruneSettings.DEFAULT.withTargetLoss(targetLoss).withSeed(seed);
        LoadedModel left = model.load(console);
        LoadedModel right = ModelLoader.load(dense, console.progress(), new CancelToken());
        List<Task> wanted = new ArrayList<>();
        for (String name : names) wanted.add(tasks.require(left, name));
        if (names.isEmpty()) wanted.addAll(tasks.read(left));
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine();
                BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            Path text = corpus == null ? left.directory().resolve(CORPUS) : corpus;
            Side sparseSide = new Side(left, MeansOfModel.of(left, text, workers, console), workers, console, cancel);
            Side denseSide = new Side(right, MeansOfModel.of(right, text, workers, console), workers, console, cancel);
            return run(console, wanted, settings, sparseSide, denseSide);
        } catch (CancelledException e) {
            console.note("stopped; the page holds the tasks that were done");
            return ExitCode.RESULT_SAYS_NO;
        }
    }

    private int run(Console console, List<Task> wanted, PruneSettings settings, Side left, Side right)
            throws IOException {
        List<EvidenceRow> rows = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Task task : wanted) {
            Optional<String> missing = left.cannotDo(task).or(() -> right.cannotDo(task));
            if (missing.isPresent()) {
                leftOut.add(missing.get());
            } else {
                rows.add(new EvidenceRow(task.name(), left.find(task, settings), right.find(task, settings)));
                if (!common.json()) say(console, rows.getLast());
            }
            if (!rows.isEmpty()) write(report(left.loaded.name(), right.loaded.name(), rows, leftOut));
        }
        if (common.json())
            console.json(
                    Map.of("rows", rows.stream().map(EvidenceCommand::asMap).toList()));
        return rows.isEmpty() ? ExitCode.RESULT_SAYS_NO : ExitCode.DONE;
    }

    private EvidenceReport report(String sparse, String twin, List<EvidenceRow> rows, List<String> leftOut) {
        String command = command(sparse, twin);
        return new EvidenceReport(sparse, twin, command, ProgramName.withVersion(), targetLoss, rows, leftOut);
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
        if (seed != 0) command.append(" --seed ").append(seed);
        if (seconds < Long.MAX_VALUE / 1_000_000_000)
            command.append(" --seconds ").append(seconds);
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
        map.put("complete", side.complete());
        return map;
    }

    /// One of the two models, ready to be searched.
    private final class Side {
        private final LoadedModel loaded;
        private final float[] means;
        private final Workers workers;
        private final Console console;
        private final CancelToken cancel;

        Side(LoadedModel loaded, float[] means, Workers workers, Console console, CancelToken cancel) {
            this.loaded = loaded;
            this.means = means;
            this.workers = workers;
            this.console = console;
            this.cancel = cancel;
        }

        Optional<String> cannotDo(Task task) {
            if (TaskReport.of(loaded.transformer(), task, workers).isLearned()) return Optional.empty();
            return Optional.of(loaded.name() + " cannot do " + task.name() + ".");
        }

        EvidenceRow.Side find(Task task, PruneSettings settings) {
            long start = System.nanoTime();
            CancelToken limit = new CancelToken();
            CircuitSearch.Found found = new CircuitSearch(loaded, means, workers, ProgramName.withVersion())
                    .find(
                            task,
                            settings,
                            at -> {
                                PruneCommand.listener(console.progress()).at(at);
                                boolean late = System.nanoTime() - start > seconds * 1_000_000_000;
                                if (late || cancel.isCancelled()) limit.cancel();
                            },
                            limit);
            double took = (System.nanoTime() - start) / 1e9;
            cancel.throwIfCancelled();
            Circuit circuit = found.document().circuit();
            return EvidenceRow.Side.of(
                    found,
                    RandomSets.draw(loaded.transformer(), means, circuit, task.test(), RANDOM_SETS, seed, workers)
                            .best(),
                    took,
                    new PathSearch(loaded.transformer(), means, task.train(), workers)
                            .around(circuit, console.progress(), cancel));
        }
    }
}
