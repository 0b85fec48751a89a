package org.circuitexplorer.engine.cuda;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.prune.MaskLearning;
import org.circuitexplorer.engine.prune.MaskSettings;
import org.circuitexplorer.engine.prune.TiedHeads;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;

/// Learns a mask with everything on the device: only the loss and the number of nodes come back after a step. A batch's
/// launches run one by one the first time, are captured in a graph the second time, and from then on are one launch.
final class CudaMaskLearner implements MaskLearning {
    private final CudaContext context;
    private final MaskSettings settings;
    private final DeviceMemory memory;
    private final List<MemorySegment> graphs = new ArrayList<>();
    private final MaskedPass pass;
    private final PruneKernels kernels;
    private final List<Prompts> batches;
    private final int tied;
    private final long queries;
    private final long keys;
    private final long tau;
    private final long settingsAddress;
    private final long state;
    private final long blockSums;
    private final long mean;
    private final long square;
    private double[] last = new double[PruneKernels.STATE];
    private int step;

    /// The prompts of a batch.
    ///
    /// @param count how many
    /// @param wanted address of the row of each prompt's wanted answer; likewise other
    private record Prompts(int count, long wanted, long other) {
        static Prompts upload(List<PromptPair> pairs, int[] vocabulary, DeviceMemory memory) {
            int[] wanted = new int[2 * pairs.size()];
            int[] other = new int[2 * pairs.size()];
            for (int p = 0; p < pairs.size(); p++) {
                int positive = Arrays.binarySearch(vocabulary, pairs.get(p).positiveAnswer());
                int negative = Arrays.binarySearch(vocabulary, pairs.get(p).negativeAnswer());
                wanted[2 * p] = other[2 * p + 1] = positive;
                other[2 * p] = wanted[2 * p + 1] = negative;
            }
            return new Prompts(wanted.length, memory.upload(wanted), memory.upload(other));
        }
    }

    CudaMaskLearner(
            CudaModel model,
            MaskSettings settings,
            double targetLoss,
            List<List<PromptPair>> batches,
            float[] means,
            float[] firstTau,
            TiedHeads ties) {
        this.context = model.context();
        this.settings = settings;
        this.tied = ties.query().length;
        this.memory = new DeviceMemory(context);
        int[] vocabulary = batches.stream()
                .flatMap(List::stream)
                .flatMapToInt(pair -> Arrays.stream(new int[] {pair.positiveAnswer(), pair.negativeAnswer()}))
                .sorted()
                .distinct()
                .toArray();
        List<TokenBatch> tokens = batches.stream()
                .map(pairs -> TokenBatch.of(PromptPair.prompts(pairs)))
                .toList();
        this.kernels = new PruneKernels(context, firstTau.length);
        int blocks = Shape.flat(firstTau.length).gridX();
        boolean ready = false;
        try {
            this.tau = context.work(() -> memory.upload(firstTau));
            this.settingsAddress = context.work(() -> memory.upload(settingsOf(settings, targetLoss)));
            double[] first = new double[PruneKernels.STATE];
            first[PruneKernels.PRICE] = settings.nodePrice();
            this.state = context.work(() -> memory.upload(first));
            this.blockSums = context.work(() -> memory.upload(new double[2 * blocks]));
            this.mean = context.work(() -> memory.upload(new double[firstTau.length]));
            this.queries = context.work(() -> memory.upload(ties.query()));
            this.keys = context.work(() -> memory.upload(ties.key()));
            this.square = context.work(() -> memory.upload(new double[firstTau.length]));
            this.batches = context.work(() -> batches.stream()
                    .map(pairs -> Prompts.upload(pairs, vocabulary, memory))
                    .toList());
            this.pass = context.work(() -> new MaskedPass(model, tokens, vocabulary, memory));
            context.run(() -> memory.write(pass.means(), means));
            ready = true;
        } finally {
            if (!ready) close();
        }
        for (int b = 0; b < batches.size(); b++) graphs.add(MemorySegment.NULL);
    }

    /// In the order that the kernels' source lists.
    private static double[] settingsOf(MaskSettings settings, double targetLoss) {
        return new double[] {
            settings.aim() * targetLoss,
            settings.smoothing(),
            settings.priceStep(),
            settings.steps(),
            settings.learningRate(),
            settings.warmUp(),
            settings.beta1(),
            settings.beta2(),
            settings.weightDecay(),
            settings.clip(),
            settings.temperature()
        };
    }

    @Override
    public boolean isDone() {
        return step == settings.steps();
    }

    @Override
    public void step() {
        int batch = step % batches.size();
        context.run(() -> {
            if (step < batches.size()) {
                launch(batch);
            } else {
                if (step < 2 * batches.size()) graphs.set(batch, context.capture(() -> launch(batch)));
                context.replay(graphs.get(batch));
            }
            last = memory.readDoubles(state, PruneKernels.STATE);
        });
        step++;
    }

    private void launch(int batch) {
        Prompts prompts = batches.get(batch);
        kernels.mask(tau, pass.mask());
        pass.startGradient();
        for (int part = pass.firstPart(batch); part < pass.firstPart(batch + 1); part++) {
            TokenGroups group = pass.parts().get(part);
            pass.forward(part);
            memory.clear(pass.logitGradient(), pass.endTiles(part));
            kernels.loss(
                    pass.logits(),
                    prompts.wanted(),
                    prompts.other(),
                    group.firstSequence(),
                    group.sequences(),
                    prompts.count(),
                    pass.logitGradient(),
                    state);
            pass.backward(part);
        }
        if (tied > 0) kernels.tie(queries, keys, tied, pass.gradient());
        kernels.update(tau, pass.mask(), pass.gradient(), settingsAddress, state, blockSums, mean, square);
    }

    @Override
    public int steps() {
        return step;
    }

    @Override
    public double loss() {
        return step == 0 ? Double.NaN : last[PruneKernels.LOSS];
    }

    @Override
    public int kept() {
        return (int) last[PruneKernels.KEPT];
    }

    @Override
    public float[] mask() {
        return context.work(() -> memory.readFloats(pass.mask(), pass.nodes()));
    }

    @Override
    public float[] tau() {
        return context.work(() -> memory.readFloats(tau, pass.nodes()));
    }

    @Override
    public void close() {
        context.release(graphs);
        graphs.clear();
        context.free(memory);
    }
}
