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
import org.circuitexplorer.engine.circuit.BudgetPath;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.prune.PathSearch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `path MODEL CIRCUIT`
@Command(name = "path", description = "Find circuits of every size around a circuit, with their losses.")
final class PathCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Parameters(index = "1", paramLabel = "CIRCUIT", description = "A *.circuit.json file.")
    private Path circuitFile = Path.of("");

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "*.circuit.json file to write: the circuit with its path. It may be CIRCUIT itself.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        if (out != null) new OutputFile(out).check();
        LoadedModel loaded = model.load(console);
        loaded.requireFinite();
        CircuitDocument document = CircuitFile.read(circuitFile, loaded.transformer());
        Task task = tasks.require(loaded, document.task().name());
        CancelToken cancel = new CancelToken();
        try (Workers workers = Workers.forThisMachine();
                BackgroundJobs.Interruption _ = BackgroundJobs.cancelOnInterrupt(cancel)) {
            float[] means = document.means(new NodeIndex(loaded.transformer().config()));
            BudgetPath path = new PathSearch(loaded.transformer(), means, task.train(), workers)
                    .around(document.circuit(), console.progress(), cancel);
            return say(console, document.withPath(path), path);
        } catch (CancelledException e) {
            console.note("stopped before every size was measured; nothing was written");
            return ExitCode.RESULT_SAYS_NO;
        }
    }

    private int say(Console console, CircuitDocument document, BudgetPath path) throws IOException {
        if (out != null) CircuitFile.write(out, document);
        if (common.json()) {
            console.json(Map.of("points", points(path)));
            return ExitCode.DONE;
        }
        console.print(format(ROOT, "%6s %6s %9s", "nodes", "edges", "loss"));
        for (BudgetPath.Point point : path.points()) {
            String here = point.size() == document.circuit().size() ? "  the circuit" : "";
            console.print(format(ROOT, "%6d %6d %9.4f%s", point.size(), point.edges(), point.loss(), here));
        }
        console.print("loss on the training pairs");
        if (out != null) console.print("wrote " + out);
        return ExitCode.DONE;
    }

    private static List<Map<String, Object>> points(BudgetPath path) {
        return path.points().stream()
                .map(point -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("nodes", point.size());
                    map.put("edges", point.edges());
                    map.put("loss", point.loss());
                    return map;
                })
                .toList();
    }
}
