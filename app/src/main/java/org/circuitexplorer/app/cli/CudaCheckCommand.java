package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.workspace.SampleModels;
import org.circuitexplorer.engine.cuda.Agreement;
import org.circuitexplorer.engine.cuda.CudaCheck;
import org.circuitexplorer.engine.cuda.CudaDevice;
import org.circuitexplorer.engine.cuda.CudaDeviceInfo;
import org.circuitexplorer.engine.cuda.CudaDriver;
import org.circuitexplorer.engine.cuda.PassTiming;
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

/// `cuda-check [MODEL...]`
@Command(
        name = "cuda-check",
        description = "Compare an NVIDIA GPU with the CPU, kernel by kernel and over whole passes, and time it.")
final class CudaCheckCommand implements Callable<Integer> {
    /// Values of the public reference code, which a model's folder may hold.
    private static final String RECORDED = "expected.safetensors";

    private static final double GIBIBYTE = 1L << 30;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "MODEL", description = "Models to run; by default those that come with the program.")
    private List<Path> models = new ArrayList<>();

    @Option(
            names = "--driver",
            paramLabel = "FILE",
            description = "The NVIDIA driver's library; by default the system's.")
    private String driver = CudaDriver.libraryOfThisSystem();

    @Option(names = "--gpu", paramLabel = "N", description = "Number of the GPU, from 0 (default ${DEFAULT-VALUE}).")
    private int gpu;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Tokens of the passes that are compared (default ${DEFAULT-VALUE}).")
    private int tokens = 1000;

    @Option(
            names = "--sequences",
            paramLabel = "N",
            description = "Sequences of full length in the passes that are timed (default ${DEFAULT-VALUE}).")
    private int sequences = 128;

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each kind (default ${DEFAULT-VALUE}).")
    private int runs = 7;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "Also search for the circuit of this task, with the GPU and on the CPU alone.")
    private @Nullable String taskName;

    private final List<Agreement> agreements = new ArrayList<>();
    private final List<PassTiming> timings = new ArrayList<>();

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        requirePositive("--tokens", tokens);
        requirePositive("--sequences", sequences);
        requirePositive("--runs", runs);
        try (CudaDriver opened = new CudaDriver(driver)) {
            List<CudaDeviceInfo> devices = opened.devices();
            if (gpu < 0 || gpu >= devices.size()) {
                throw new InputException("--gpu: expected a number below " + devices.size() + ", found " + gpu);
            }
            try (CudaDevice device = opened.open(devices.get(gpu));
                    Workers workers = Workers.forThisMachine()) {
                run(console, new CudaCheck(device, workers, runs), workers);
                say(console, device.info());
            }
        }
        return agreements.stream().allMatch(Agreement::holds) ? ExitCode.DONE : ExitCode.RESULT_SAYS_NO;
    }

    private static void requirePositive(String option, int value) throws InputException {
        if (value < 1) throw new InputException(option + ": expected at least 1, found " + value);
    }

    private void run(Console console, CudaCheck check, Workers workers)
            throws IOException, ModelFormatException, InputException {
        console.progress().at("comparing kernels", 0, 0);
        agreements.addAll(check.kernels());
        for (Path path : paths()) {
            LoadedModel loaded = ModelLoader.load(path, console.progress(), new CancelToken());
            console.progress().at("comparing passes over " + loaded.name(), 0, 0);
            agreements.addAll(check.passes(loaded.name(), loaded.transformer(), tokens));
            Path recorded = loaded.directory().resolve(RECORDED);
            if (Files.isRegularFile(recorded)) {
                agreements.add(check.recorded(loaded.name(), loaded.transformer(), recorded));
            }
            console.progress().at("timing " + loaded.name(), 0, 0);
            timings.addAll(check.timings(loaded.name(), loaded.transformer(), sequences));
            if (taskName != null) search(console, check, loaded, taskName, workers);
        }
        console.progress().at("done", 1, 1);
    }

    private void search(Console console, CudaCheck check, LoadedModel loaded, String name, Workers workers)
            throws IOException, ModelFormatException, InputException {
        Task task = new TaskFolder().require(loaded, name);
        float[] means = MeansOfModel.of(loaded, null, workers, console);
        console.progress().at("searching for " + name + " twice", 0, 0);
        CudaCheck.Searches searches = check.search(task, loaded.transformer(), means);
        agreements.add(searches.agreement());
        timings.add(searches.device());
        timings.add(searches.processor());
    }

    private List<Path> paths() {
        if (!models.isEmpty()) return models;
        return SampleModels.find().map(SampleModels::all).orElse(List.of());
    }

    private void say(Console console, CudaDeviceInfo device) {
        if (common.json()) console.json(asMap(device));
        else print(console, device);
    }

    private void print(Console console, CudaDeviceInfo device) {
        console.print(format(
                ROOT,
                "%s, %d multiprocessors, %.1f GiB",
                device.description(),
                device.multiprocessors(),
                device.memory() / GIBIBYTE));
        console.print(format(ROOT, "%-64s %12s %9s", "compared with the CPU", "difference", "limit"));
        for (Agreement a : agreements) {
            console.print(format(
                    ROOT,
                    "%-64s %12.1e %9.0e  %s",
                    a.what(),
                    a.difference(),
                    a.limit(),
                    a.holds() ? "agrees" : "DIFFERS"));
        }
        console.print(format(ROOT, "%-64s %12s %9s", "milliseconds", "median", "floor"));
        for (PassTiming t : timings) {
            console.print(format(ROOT, "%-64s %12.3f %9s", t.what(), t.milliseconds(), floor(t)));
        }
        long differ = agreements.stream().filter(a -> !a.holds()).count();
        console.print(
                differ == 0
                        ? "all " + agreements.size() + " comparisons agree"
                        : differ + " of " + agreements.size() + " comparisons differ");
    }

    private static String floor(PassTiming timing) {
        return timing.floor() == 0 ? "" : format(ROOT, "%.3f", timing.floor());
    }

    private Map<String, Object> asMap(CudaDeviceInfo device) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("device", device.description());
        map.put("multiprocessors", device.multiprocessors());
        map.put("memory", device.memory());
        map.put("agree", agreements.stream().allMatch(Agreement::holds));
        map.put(
                "comparisons",
                agreements.stream()
                        .map(a -> Map.of(
                                "what", a.what(),
                                "difference", a.difference(),
                                "limit", a.limit(),
                                "agrees", a.holds()))
                        .toList());
        map.put(
                "timings",
                timings.stream()
                        .map(t -> Map.of("what", t.what(), "median_ms", t.milliseconds(), "floor_ms", t.floor()))
                        .toList());
        return map;
    }
}
