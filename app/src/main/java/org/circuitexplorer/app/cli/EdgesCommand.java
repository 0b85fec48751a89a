package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.job.BackgroundJobs;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.circuit.UsedEdges;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.prune.CircuitSearch;
import org.circuitexplorer.engine.prune.EdgeSearch;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `edges MODEL CIRCUIT`
@Command(name = "edges", description = "Find the edges that a circuit really uses.")
final class EdgesCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Parameters(index = "1", paramLabel = "CIRCUIT", description = "A *.circuit.json file.")
    private Path circuitFile = Path.of("");

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(
            names = "--target-loss",
            paramLabel = "NATS",
            description = "Loss to keep to on the training pairs; by default what the circuit was pruned for.")
    private @Nullable Double targetLoss;

    @Option(names = "--seed", paramLabel = "N", description = "Seed (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "*.circuit.json file to write: the circuit with its used edges. It may be CIRCUIT itself.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        if (out != null) new OutputFile(out).check();
        LoadedModel loaded = model.load(console);
        loaded.requireFinite();
        CircuitDocument document = CircuitFile.read(circuitFile, loaded.transformer());
        Task task = tasks.require(loaded, document.task().name());
        double target = settings(document).trainingTarget();
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine();
                BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            float[] means = document.means(new NodeIndex(loaded.transformer().config()));
            UsedEdges used = new EdgeSearch(loaded.transformer(), means, workers)
                    .find(document.circuit(), task, target, seed, console.progress(), cancel);
            CircuitSearch search = new CircuitSearch(loaded, means, workers, ProgramName.withVersion());
            CircuitDocument measured = document.withLosses(search.losses(task, document.circuit()));
            return say(console, measured.withUsedEdges(used), used, target);
        } catch (CancelledException e) {
            console.note("stopped before the used edges were found; nothing was written");
            return ExitCode.RESULT_SAYS_NO;
        }
    }

    private PruneSettings settings(CircuitDocument document) {
        SortedMap<String, Double> found = document.provenance().settings();
        double target = found.getOrDefault(PruneSettings.TARGET_LOSS, PruneSettings.DEFAULT.targetLoss());
        return PruneSettings.DEFAULT.withTargetLoss(targetLoss == null ? target : targetLoss);
    }

    private int say(Console console, CircuitDocument document, UsedEdges used, double target) throws IOException {
        if (out != null) CircuitFile.write(out, document);
        SortedSet<CircuitEdge> unused = used.unusedOf(document.edges());
        LossTable losses = new LossTable(document);
        if (common.json()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("task", document.task().name());
            map.put("target", target);
            map.putAll(losses.asMap());
            map.put("unused", names(unused));
            console.json(map);
            return ExitCode.DONE;
        }
        console.print(format(ROOT, "%s: %s", document.task().name(), losses.size()));
        losses.print(console);
        for (String name : names(unused)) console.print("not used: " + name);
        if (out != null) console.print("wrote " + out);
        return ExitCode.DONE;
    }

    private static List<String> names(SortedSet<CircuitEdge> edges) {
        return edges.stream()
                .map(edge -> edge.source() + " to " + edge.target())
                .toList();
    }
}
