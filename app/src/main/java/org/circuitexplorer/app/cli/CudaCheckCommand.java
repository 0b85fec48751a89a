package org.circuitexplorer.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.circuitexplorer.app.preferences.UserFolders;
import org.circuitexplorer.app.workspace.SampleModels;
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

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Prompt pairs of the step of learning masks that is timed (default ${DEFAULT-VALUE}).")
    private int pairs = 64;

    @Option(names = "--runs", paramLabel = "N", description = "Timed runs of each kind (default ${DEFAULT-VALUE}).")
    private int runs = 7;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description =
                    "The task whose circuit is searched for, with the GPU and on the CPU alone, in the first model"
                            + " that has it (default ${DEFAULT-VALUE}).")
    private String taskName = "single_double_quote";

    @Option(
            names = "--python",
            paramLabel = "COMMAND",
            description = "A Python with PyTorch, which is timed on the same work (default ${DEFAULT-VALUE}).")
    private String python = "python3";

    @Option(names = "--no-peers", description = "Leave ND4J and PyTorch out.")
    private boolean withoutPeers;

    private final CudaReport report = new CudaReport();

    @Override
    public Integer call() throws IOException, ModelFormatException, InputException {
        Console console = common.console();
        requirePositive("--tokens", tokens);
        requirePositive("--sequences", sequences);
        requirePositive("--pairs", pairs);
        requirePositive("--runs", runs);
        try (CudaDriver opened = new CudaDriver(driver)) {
            List<CudaDeviceInfo> devices = opened.devices();
            if (gpu < 0 || gpu >= devices.size()) {
                throw new InputException("--gpu: expected a number below " + devices.size() + ", found " + gpu);
            }
            try (CudaDevice device = opened.open(devices.get(gpu));
                    Workers workers = Workers.forThisMachine()) {
                run(console, new CudaCheck(device, workers, runs), workers);
                if (common.json()) console.json(report.asMap(device.info()));
                else report.print(console, device.info());
            }
        }
        return report.allAgree() ? ExitCode.DONE : ExitCode.RESULT_SAYS_NO;
    }

    private static void requirePositive(String option, int value) throws InputException {
        if (value < 1) throw new InputException(option + ": expected at least 1, found " + value);
    }

    private void run(Console console, CudaCheck check, Workers workers)
            throws IOException, ModelFormatException, InputException {
        console.progress().at("comparing kernels", 0, 0);
        check.kernels().forEach(report::add);
        boolean searched = false;
        for (Path path : paths()) {
            LoadedModel loaded = ModelLoader.load(path, console.progress(), new CancelToken());
            console.progress().at("comparing passes over " + loaded.name(), 0, 0);
            check.passes(loaded.name(), loaded.transformer(), tokens).forEach(report::add);
            Path recorded = loaded.directory().resolve(RECORDED);
            if (Files.isRegularFile(recorded)) {
                report.add(check.recorded(loaded.name(), loaded.transformer(), recorded));
            }
            console.progress().at("timing " + loaded.name(), 0, 0);
            List<PassTiming> times = check.timings(loaded.name(), loaded.transformer(), sequences);
            times.forEach(report::add);
            report.add(check.learning(loaded.name(), loaded.transformer(), pairs));
            if (!withoutPeers) peers(console, loaded, times.getFirst(), workers);
            Optional<Task> task = searched ? Optional.empty() : new TaskFolder().find(loaded, taskName);
            if (task.isPresent()) search(console, check, loaded, task.get(), workers);
            searched |= task.isPresent();
        }
        if (!searched) report.note("No model here has the task " + taskName + ": no circuit was searched for.");
        console.progress().at("done", 1, 1);
    }

    private void peers(Console console, LoadedModel loaded, PassTiming forward, Workers workers) throws IOException {
        console.progress().at("timing " + loaded.name() + " as dense matrices", 0, 0);
        new DensePeers(workers, UserFolders.ofThisUser().cache(), new PyTorch(python), runs)
                .compare(loaded, sequences, forward, report);
    }

    private void search(Console console, CudaCheck check, LoadedModel loaded, Task task, Workers workers)
            throws IOException, ModelFormatException, InputException {
        float[] means = MeansOfModel.of(loaded, null, workers, console);
        console.progress().at("searching for " + task.name() + " twice", 0, 0);
        CudaCheck.Searches searches = check.search(task, loaded.transformer(), means);
        report.add(searches.agreement());
        report.add(searches.device());
        report.add(searches.processor());
    }

    private List<Path> paths() {
        if (!models.isEmpty()) return models;
        return SampleModels.find().map(SampleModels::all).orElse(List.of());
    }
}
