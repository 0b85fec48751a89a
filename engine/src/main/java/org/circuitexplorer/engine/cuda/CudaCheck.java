package org.circuitexplorer.engine.cuda;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.circuitexplorer.engine.io.ModelFormatException;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.prune.MaskLearning;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.PruneResult;
import org.circuitexplorer.engine.prune.PruneSettings;
import org.circuitexplorer.engine.prune.Pruner;
import org.circuitexplorer.engine.prune.TiedHeads;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Whether a GPU computes what the processor computes, and how fast.
public final class CudaCheck {
    /// Losses that differ by less, relative to the larger, are the same.
    private static final double SAME_LOSS = 1e-3;

    private static final double LEAST_LOSS = 1e-3;

    /// The first step runs launch by launch, the second captures them.
    private static final int STEPS_UNTIL_GRAPH = 2;

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

    /// A model beside the values that the public reference code gave for it.
    ///
    /// @param recorded file of these values, see the format of the goldens
    public Agreement recorded(String name, SparseTransformer model, Path recorded)
            throws IOException, ModelFormatException {
        try (CudaModel onDevice = new CudaModel(model, device.context())) {
            return GoldenParity.compare(name, recorded, onDevice);
        }
    }

    /// What is timed: sequences of the model's full length, each the tokens 0, 1, 2 and so on.
    public static TokenBatch sequences(ModelConfig config, int count) {
        int[] sequence = IntStream.range(0, config.blockSize())
                .map(t -> t % config.vocabularySize())
                .toArray();
        return TokenBatch.of(Collections.nCopies(count, sequence));
    }

    /// Times forward and backward over so many sequences of the model's full length.
    public List<PassTiming> timings(String name, SparseTransformer model, int sequences) {
        TokenBatch batch = sequences(model.config(), sequences);
        String what = name + ", " + sequences + " x " + model.config().blockSize() + " tokens";
        CudaContext context = device.context();
        try (CudaModel onDevice = new CudaModel(model, context)) {
            DeviceMemory memory = new DeviceMemory(context);
            try {
                MaskedPass pass =
                        context.work(() -> new MaskedPass(onDevice, List.of(batch), new int[] {0, 1}, memory));
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

    /// Times a step of learning masks, from its launch until the loss is on the processor.
    ///
    /// @param pairs prompt pairs of the step, with random prompts of the model's full length
    public PassTiming learning(String name, SparseTransformer model, int pairs) {
        ModelConfig config = model.config();
        Random random = new Random(0);
        List<PromptPair> batch =
                Stream.generate(() -> pair(config, random)).limit(pairs).toList();
        float[] means = new float[new NodeIndex(config).size()];
        float[] tau = new float[means.length];
        Arrays.fill(tau, (float) MaskSettings.DEFAULT.initialBias());
        try (CudaModel onDevice = new CudaModel(model, device.context());
                MaskLearning learner = onDevice.learner(
                        MaskSettings.DEFAULT,
                        PruneSettings.DEFAULT.targetLoss(),
                        List.of(batch),
                        means,
                        tau,
                        TiedHeads.NONE)) {
            for (int i = 0; i < STEPS_UNTIL_GRAPH; i++) learner.step();
            double[] milliseconds = new double[runs];
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                learner.step();
                milliseconds[i] = (System.nanoTime() - start) / 1e6;
            }
            long tokens = 2L * pairs * config.blockSize();
            String what = name + ", " + pairs + " pairs x " + config.blockSize() + " tokens, step of learning masks";
            return new PassTiming(what, median(milliseconds), 2 * floor(model, tokens));
        }
    }

    private static PromptPair pair(ModelConfig config, Random random) {
        int tokens = config.vocabularySize();
        int[] first = random.ints(config.blockSize(), 0, tokens).toArray();
        int[] second = random.ints(config.blockSize(), 0, tokens).toArray();
        return new PromptPair("", "", first, second, 0, 1);
    }

    /// A whole search for a circuit on the GPU and on the processor, from the same seed.
    ///
    /// @param agreement the loss of the GPU's circuit there beside its loss on the processor
    /// @param device nodes found and time taken with the GPU, and on the processor alone
    public record Searches(Agreement agreement, PassTiming device, PassTiming processor) {}

    /// Prunes a task on both. The circuits may differ where rounding decided a step; their losses tell what they are
    /// worth.
    ///
    /// @param means a mean for each node
    public Searches search(Task task, SparseTransformer model, float[] means) {
        try (CudaModel onDevice = new CudaModel(model, device.context());
                TaskEvaluator evaluator = new TaskEvaluator(model, task.train(), workers)) {
            NodeIndex index = new NodeIndex(model.config());
            long start = System.nanoTime();
            PruneResult found = prune(new Pruner(onDevice, means, workers), task);
            long middle = System.nanoTime();
            PruneResult twin = prune(new Pruner(model, means, workers), task);
            long end = System.nanoTime();
            double loss = evaluator.evaluate(found.circuit().mask(index), means).loss();
            double difference = Math.abs(loss - found.loss()) / Math.max(loss, LEAST_LOSS);
            return new Searches(
                    new Agreement(task.name() + ", loss of the circuit found", difference, SAME_LOSS),
                    timing(task, found, "the GPU", (middle - start) / 1e6),
                    timing(task, twin, "the CPU", (end - middle) / 1e6));
        }
    }

    private static PruneResult prune(Pruner pruner, Task task) {
        PruneResult found = pruner.prune(task.train(), PruneSettings.DEFAULT, at -> {}, new CancelToken());
        if (found.failure().isPresent())
            throw new DeviceException(found.failure().get());
        return found;
    }

    private static PassTiming timing(Task task, PruneResult found, String where, double milliseconds) {
        String what = "search for " + task.name() + " with " + where + ", "
                + found.circuit().size() + " nodes";
        return new PassTiming(what, milliseconds, 0);
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
        return median(all);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
