package org.circuitexplorer.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.circuitexplorer.engine.io.CompactModelWriter;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.io.ModelLoader;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;

/// Times loading a model beside reading its files without looking at them, and loading its compact form, turn by turn.
/// The files are in the system's cache, unless it is too small for them.
public final class LoadingBenchmark {
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP)
            .toList();
    private static final int CHUNK = 1 << 20;

    /// Processors copy several times slower to an address a few bytes off a page's start.
    private static final int PAGE = 4096;
    private static final double MEGABYTE = 1e6;

    private final LoadedModel model;
    private final double warmUpSeconds;
    private final int repetitions;
    private final ProgressListener progress;
    private final List<Timing> timings = new ArrayList<>();
    private String note = "";

    /// @param warmUpSeconds how long the model is loaded untimed first
    /// @param repetitions timed runs of each kind
    public LoadingBenchmark(LoadedModel model, double warmUpSeconds, int repetitions, ProgressListener progress) {
        this.model = model;
        this.warmUpSeconds = warmUpSeconds;
        this.repetitions = repetitions;
        this.progress = progress;
    }

    /// What was timed: reading, loading, loading the compact form.
    public List<Timing> timings() {
        return List.copyOf(timings);
    }

    /// The two beside each other, and the heap that loading took at most.
    public String note() {
        return note;
    }

    /// @param ourselves name of this program
    public void run(String ourselves) throws IOException, ModelFormatException {
        Path folder = Files.createTempDirectory("circuit-explorer-bench");
        Path compact = folder.resolve("compact.safetensors");
        try {
            CompactModelWriter.write(compact, model, progress, new CancelToken());
            run(ourselves, compact);
        } finally {
            Files.deleteIfExists(compact);
            Files.deleteIfExists(folder);
        }
    }

    private void run(String ourselves, Path compact) throws IOException, ModelFormatException {
        double[] reading = new double[repetitions];
        double[] loading = new double[repetitions];
        double[] reopening = new double[repetitions];
        long peak = 0;
        read();
        progress.at("warming up", 0, repetitions);
        for (double spent = 0; spent < 1000 * warmUpSeconds; ) spent += milliseconds(() -> load(model.weightsFile()));
        for (int i = 0; i < repetitions; i++) {
            progress.at("loading", i, repetitions);
            reading[i] = milliseconds(this::read);
            HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
            loading[i] = milliseconds(() -> load(model.weightsFile()));
            peak = Math.max(peak, peakOfHeap());
            reopening[i] = milliseconds(() -> load(compact));
        }
        timings.add(new Timing("reading the weights once", ourselves, reading));
        timings.add(new Timing("loading", ourselves, loading));
        timings.add(new Timing("loading the compact form", ourselves, reopening));
        note = String.format(
                Locale.ROOT,
                "loading takes %.2f times as long as reading %,d bytes; heap at most %.0f MB of %.0f",
                timings.get(1).median() / timings.get(0).median(),
                model.source().bytes(),
                peak / MEGABYTE,
                Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, ModelFormatException;
    }

    private static double milliseconds(Work work) throws IOException, ModelFormatException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private void read() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK + 2 * PAGE).alignedSlice(PAGE);
        for (Path file : model.source().files()) {
            try (FileChannel channel = FileChannel.open(file)) {
                while (channel.read(chunk) >= 0) chunk.clear();
            }
        }
    }

    private static void load(Path file) throws IOException, ModelFormatException {
        ModelLoader.load(file, ProgressListener.NONE, new CancelToken());
    }

    /// More than was in use at any one moment: the pools need not have been full at the same time.
    private static long peakOfHeap() {
        return HEAP.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    }
}
