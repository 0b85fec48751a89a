package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.circuitexplorer.app.bench.Benchmark;
import org.circuitexplorer.app.bench.LoadingBenchmark;
import org.circuitexplorer.app.bench.Timing;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitFile;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.AtomicFile;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench MODEL`
@Command(name = "bench", description = "Time whole passes over a model, beside other programs where they are present.")
final class BenchCommand implements Callable<Integer> {
    private static final String OURSELVES = "circuit-explorer";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final ModelParameter model = new ModelParameter();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; by default one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each kind (default ${DEFAULT-VALUE}).")
    private int runs = 7;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Untimed seconds before each kind (default ${DEFAULT-VALUE}).")
    private double warmUp = 2;

    @Option(
            names = "--circuit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Also time each node of these circuits switched off, over pairs of their tasks.")
    private List<Path> circuits = List.of();

    @Mixin
    private final TaskFolder tasks = new TaskFolder();

    @Option(names = "--out", paramLabel = "FILE.md", description = "Also write the table as a page.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        device.kind();
        if (threads < 1) throw new InputException("--threads: expected at least 1, found " + threads);
        if (runs < 1) throw new InputException("--runs: expected at least 1, found " + runs);
        if (out != null) new OutputFile(out).check();
        long start = System.nanoTime();
        LoadedModel loaded = model.load(console);
        double load = (System.nanoTime() - start) / 1e6;
        Map<Circuit, Task> timed = circuitsOf(loaded);
        LoadingBenchmark loading = new LoadingBenchmark(loaded, warmUp, runs, console.progress());
        loading.run(OURSELVES);
        Benchmark benchmark = new Benchmark(loaded.transformer(), warmUp, runs, console.progress());
        try (Workers workers = new Workers(threads);
                OpenDevice opened = device.open(workers, console);
                ModelOnDevice on = opened.device().open(loaded.transformer())) {
            benchmark.run(on, workers, OURSELVES);
            timed.forEach((circuit, task) -> benchmark.runCircuit(on, workers, circuit, task, OURSELVES));
        }
        console.progress().at("done", 1, 1);
        if (out != null) {
            BenchPage page = new BenchPage(
                    command(loaded, out), loaded, threads, all(loading, benchmark), notes(loading, benchmark));
            AtomicFile.write(out, page.page(OURSELVES).getBytes(UTF_8));
        }
        if (common.json()) console.json(asMap(loaded, load, loading, benchmark));
        else print(console, loaded, load, loading, benchmark);
        return ExitCode.DONE;
    }

    /// The circuits to be timed with their tasks, in the order in which they were named.
    private Map<Circuit, Task> circuitsOf(LoadedModel loaded) throws IOException, ModelFormatException, InputException {
        Map<Circuit, Task> found = new LinkedHashMap<>();
        for (Path file : circuits) {
            CircuitDocument document = CircuitFile.read(file, loaded.transformer());
            if (document.circuit().size() == 0)
                throw new InputException(file + ": expected a circuit with nodes, found none");
            found.put(document.circuit(), tasks.require(loaded, document));
        }
        return found;
    }

    private void print(
            Console console, LoadedModel loaded, double load, LoadingBenchmark loading, Benchmark benchmark) {
        console.print(format(
                ROOT,
                "%s: %,d non-zero weights, %d threads, %s %s",
                loaded.name(),
                loaded.transformer().nonZeroWeights(),
                threads,
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
        console.print(format(ROOT, "%-60s %10s %10s %10s  %s", "milliseconds", "median", "fastest", "slowest", "by"));
        console.print(format(ROOT, "%-60s %10.1f", "loading for the first time", load));
        List<Timing> timings = all(loading, benchmark);
        for (int i = 0; i < timings.size(); i++) {
            Timing timing = timings.get(i);
            console.print(format(
                    ROOT,
                    "%-60s %10.2f %10.2f %10.2f  %s%s",
                    timing.what(),
                    timing.median(),
                    timing.fastest(),
                    timing.slowest(),
                    timing.by(),
                    BenchPage.ratio(timings, i, OURSELVES, ", %.1f times as long")));
        }
        notes(loading, benchmark).forEach(console::print);
    }

    private String command(LoadedModel loaded, Path to) throws InputException {
        return format(
                ROOT,
                "circuit-explorer bench %s --runs %d --warm-up %s --threads %d --device %s%s --out %s",
                loaded.name(),
                runs,
                warmUp == Math.rint(warmUp) ? format(ROOT, "%.0f", warmUp) : Double.toString(warmUp),
                threads,
                device.kind().label(),
                circuits.stream()
                        .map(file -> " --circuit " + file.getFileName())
                        .collect(Collectors.joining()),
                to.getFileName());
    }

    private static List<String> notes(LoadingBenchmark loading, Benchmark benchmark) {
        return Stream.concat(Stream.of(loading.note()), benchmark.notes().stream())
                .toList();
    }

    private static List<Timing> all(LoadingBenchmark loading, Benchmark benchmark) {
        return Stream.concat(loading.timings().stream(), benchmark.timings().stream())
                .toList();
    }

    private Map<String, Object> asMap(LoadedModel loaded, double load, LoadingBenchmark loading, Benchmark benchmark)
            throws InputException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", loaded.name());
        map.put("sha256", loaded.sha256());
        map.put("nonzero", loaded.transformer().nonZeroWeights());
        map.put("threads", threads);
        map.put("device", device.kind().label());
        map.put("load_ms", load);
        map.put(
                "timings",
                all(loading, benchmark).stream().map(BenchCommand::asMap).toList());
        map.put("notes", notes(loading, benchmark));
        return map;
    }

    private static Map<String, Object> asMap(Timing timing) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", timing.what());
        map.put("by", timing.by());
        map.put("median_ms", timing.median());
        map.put("fastest_ms", timing.fastest());
        map.put("slowest_ms", timing.slowest());
        map.put("runs", timing.runs().length);
        timing.allocated().ifPresent(bytes -> map.put("allocated_bytes", bytes));
        return map;
    }
}
