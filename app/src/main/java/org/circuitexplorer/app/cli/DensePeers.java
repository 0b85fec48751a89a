package org.circuitexplorer.app.cli;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.circuitexplorer.app.bench.Timing;
import org.circuitexplorer.engine.cuda.Agreement;
import org.circuitexplorer.engine.cuda.CudaCheck;
import org.circuitexplorer.engine.cuda.PassTiming;
import org.circuitexplorer.engine.device.DeviceChooser;
import org.circuitexplorer.engine.device.DeviceKind;
import org.circuitexplorer.engine.device.OpenDevice;
import org.circuitexplorer.engine.io.LoadedModel;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ForwardRunner;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.tensor.Panel;

/// The forward pass that a GPU does with sparse kernels, as dense matrices in ND4J and in PyTorch.
final class DensePeers {
    /// Programs that round differently meet AbsTopK's boundary differently now and then.
    private static final double SAME_MODEL = 1e-3;

    /// Multiplications of a pass that a processor does in half a minute.
    private static final double MOST_ON_PROCESSOR = 1.5e12;

    private final Workers workers;
    private final DeviceChooser devices;
    private final PyTorch pytorch;
    private final int runs;

    /// @param runs timed runs of each kind
    DensePeers(Workers workers, Path cache, PyTorch pytorch, int runs) {
        this.workers = workers;
        this.devices = DeviceChooser.ofThisMachine(workers, cache);
        this.pytorch = pytorch;
        this.runs = runs;
    }

    /// A peer's pass.
    ///
    /// @param what the work and who did it
    /// @param milliseconds median of a pass
    /// @param timesAsLong how many times as long for each token as the GPU's sparse kernels take
    record Comparison(String what, double milliseconds, double timesAsLong) {}

    /// Compares both, where they are; a note says why one is not.
    ///
    /// @param sequences sequences of full length in the pass that the GPU did; a peer on the processor gets fewer
    ///     of a large model
    /// @param ours that pass
    void compare(LoadedModel loaded, int sequences, PassTiming ours, CudaReport report) throws IOException {
        int block = loaded.transformer().config().blockSize();
        double most = MOST_ON_PROCESSOR / ((double) loaded.parameterCount() * block);
        Work work = new Work(loaded, sequences, (int) Math.clamp(most, 1, sequences), ours.milliseconds() / sequences);
        for (Peer peer : List.<Peer>of(this::nd4j, this::pytorch)) {
            try {
                peer.run(work, report);
            } catch (DeviceException e) {
                report.note(loaded.name() + ": " + e.sentence());
            }
        }
    }

    @FunctionalInterface
    private interface Peer {
        void run(Work work, CudaReport report) throws IOException;
    }

    /// @param each what one sequence takes the GPU, milliseconds
    private record Work(LoadedModel loaded, int sequences, int onProcessor, double each) {
        Comparison timing(String who, int count, double milliseconds) {
            String what = format(
                    ROOT,
                    "%s, %d x %d tokens, %s",
                    loaded.name(),
                    count,
                    loaded.transformer().config().blockSize(),
                    who);
            return new Comparison(what, milliseconds, milliseconds / count / each);
        }
    }

    private void nd4j(Work work, CudaReport report) {
        try (OpenDevice opened = openNd4j();
                ModelOnDevice model = opened.device().open(work.loaded().transformer());
                ForwardRunner forward = model.forward()) {
            int count = opened.kind() == DeviceKind.ND4J ? work.onProcessor() : work.sequences();
            TokenBatch batch = CudaCheck.sequences(work.loaded().transformer().config(), count);
            String who = opened.device().description() + ", dense";
            Supplier<?> pass = () -> forward.run(batch, Interventions.NONE, Set.of(), LogitsAt.LAST);
            Timing.milliseconds(pass);
            double[] times = DoubleStream.generate(() -> Timing.milliseconds(pass))
                    .limit(runs)
                    .toArray();
            double median = new Timing(who, who, times).median();
            report.add(work.timing(who, count, median));
        }
    }

    private OpenDevice openNd4j() {
        try {
            return devices.open(DeviceKind.ND4J_CUDA, (what, done, total) -> {});
        } catch (DeviceException card) {
            return devices.open(DeviceKind.ND4J, (what, done, total) -> {});
        }
    }

    private void pytorch(Work work, CudaReport report) throws IOException {
        LoadedModel loaded = work.loaded();
        PyTorch.Found found = pytorch.run(loaded.directory(), work.sequences(), work.onProcessor(), runs);
        Panel logits;
        try (ForwardRunner forward =
                CpuDevice.open(loaded.transformer(), workers).forward()) {
            TokenBatch one = CudaCheck.sequences(loaded.transformer().config(), 1);
            logits = forward.run(one, Interventions.NONE, Set.of(), LogitsAt.LAST)
                    .requireLogits();
        }
        String who = "PyTorch " + found.version() + " on " + found.where();
        report.add(Agreement.of(loaded.name() + ", logits in " + who, found.logits(), logits.toRowMajor(), SAME_MODEL));
        report.add(work.timing(who + ", float32", found.sequences(), found.float32()));
        report.add(work.timing(who + ", bfloat16", found.sequences(), found.bfloat16()));
    }
}
