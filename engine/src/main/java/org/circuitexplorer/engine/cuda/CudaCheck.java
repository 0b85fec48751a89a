package org.circuitexplorer.engine.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;

/// Whether a GPU computes what the processor computes, and how fast.
public final class CudaCheck {
    private final CudaDevice device;
    private final Workers workers;
    private final int runs;

    /// @param runs timed runs of each kind
    public CudaCheck(CudaDevice device, Workers workers, int runs) {
        this.device = device;
        this.workers = workers;
        this.runs = runs;
    }

    /// Every kernel beside its twin on the processor, at odd sizes.
    public List<Agreement> kernels() {
        return new KernelParity(device.context()).compare();
    }

    /// Whole passes over a model: every site, logits, gradients.
    ///
    /// @param tokens about how many tokens a pass has
    public List<Agreement> passes(String name, SparseTransformer model, int tokens) {
        try (CudaModel onDevice = new CudaModel(model, device.context())) {
            return new PassParity(name, CpuDevice.open(model, workers), onDevice, tokens).compare();
        }
    }

    /// Times forward and backward over so many sequences of the model's full length.
    public List<PassTiming> timings(String name, SparseTransformer model, int sequences) {
        ModelConfig config = model.config();
        int[] sequence = IntStream.range(0, config.blockSize())
                .map(t -> t % config.vocabularySize())
                .toArray();
        List<int[]> all = new ArrayList<>();
        for (int s = 0; s < sequences; s++) all.add(sequence);
        TokenBatch batch = TokenBatch.of(all);
        String what = name + ", " + sequences + " x " + config.blockSize() + " tokens";
        CudaContext context = device.context();
        try (CudaModel onDevice = new CudaModel(model, context)) {
            DeviceMemory memory = new DeviceMemory(context);
            try {
                MaskedPass pass = context.work(() -> new MaskedPass(onDevice, batch, new int[] {0, 1}, memory));
                context.run(() -> {
                    memory.clear(pass.mask(), pass.nodes());
                    memory.clear(pass.means(), pass.nodes());
                    memory.clear(pass.logitGradient(), 1);
                });
                double floor = floor(model, batch.tokenCount());
                return List.of(
                        new PassTiming(what + ", forward", median(() -> forward(pass)), floor),
                        new PassTiming(what + ", forward and backward", median(() -> both(pass)), 2 * floor));
            } finally {
                context.free(memory);
            }
        }
    }

    private static void forward(MaskedPass pass) {
        for (int p = 0; p < pass.parts().size(); p++) pass.forward(p);
    }

    private static void both(MaskedPass pass) {
        pass.startGradient();
        for (int p = 0; p < pass.parts().size(); p++) {
            pass.forward(p);
            pass.backward(p);
        }
    }

    private double median(Runnable launches) {
        CudaContext context = device.context();
        double[] all = context.work(() -> {
            context.elapsed(launches);
            double[] milliseconds = new double[runs];
            for (int i = 0; i < runs; i++) milliseconds[i] = context.elapsed(launches);
            return milliseconds;
        });
        Arrays.sort(all);
        return all[runs / 2];
    }

    /// The larger of what all multiplications and what reading and writing every value once would take.
    private double floor(SparseTransformer model, long tokens) {
        CudaDeviceInfo info = device.info();
        if (info.clock() == 0 || info.bandwidth() == 0) return 0;
        double operations = 2.0 * model.nonZeroWeights() * tokens / info.operationsPerSecond();
        double values = (double) LayerPanels.tapedFloats(model.config())
                * model.config().layers()
                * tokens;
        double bytes = 2 * Float.BYTES * values / info.bandwidth();
        return 1000 * Math.max(operations, bytes);
    }
}
