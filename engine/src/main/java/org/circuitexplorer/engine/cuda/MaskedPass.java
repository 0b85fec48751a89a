package org.circuitexplorer.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.cuda.LayerBackLaunches.GradientPanels;
import org.circuitexplorer.engine.cuda.MaskChanges.UsedPanels;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// Forward and backward over fixed batches under a node mask, in the device's memory, which is planned once: a batch
/// too large for it goes through in parts. Mask, means, logits and gradients stay on the device. Used within
/// [CudaContext#work].
final class MaskedPass {
    private final CudaModel model;
    private final DeviceMemory memory;
    private final Kernels kernels;
    private final BackwardKernels back;
    private final NodeIndex index;
    private final List<TokenGroups> parts = new ArrayList<>();
    /// The first part of each batch, and in the end the number of parts.
    private final int[] firstPart;

    private final List<DeviceBatch> batches;
    private final DeviceReadout readout;
    private final List<LayerPanels> tape = new ArrayList<>();
    private final UsedPanels used;
    private final GradientPanels gradients;
    private final Ends ends;
    private final long mask;
    private final long means;
    private final long partial;
    private final long partGradient;
    private final long gradient;

    /// The ends of the sequences: the stream there, the same normed, the logits, and their gradients.
    private record Ends(
            DevicePanel read,
            DevicePanel normed,
            DevicePanel logits,
            DevicePanel readGradient,
            DevicePanel normedGradient,
            DevicePanel logitGradient) {
        static Ends of(ModelConfig config, int vocabulary, int tiles, DeviceMemory memory) {
            return new Ends(
                    memory.panel(config.modelWidth(), tiles),
                    memory.panel(config.modelWidth(), tiles),
                    memory.panel(vocabulary, tiles),
                    memory.panel(config.modelWidth(), tiles),
                    memory.panel(config.modelWidth(), tiles),
                    memory.panel(vocabulary, tiles));
        }
    }

    /// @param memory receives all that the pass takes
    MaskedPass(CudaModel model, List<TokenBatch> whole, int[] vocabulary, DeviceMemory memory) {
        ModelConfig config = model.model().config();
        whole.forEach(batch -> batch.requireFits(config));
        this.model = model;
        this.memory = memory;
        this.kernels = new Kernels(model.context());
        this.back = new BackwardKernels(model.context());
        this.index = new NodeIndex(config);
        this.readout = DeviceReadout.of(model.model(), vocabulary, memory);
        this.mask = memory.take(bytes());
        this.means = memory.take(bytes());
        this.partGradient = memory.take(bytes());
        this.gradient = memory.take(bytes());
        long tokens = MemoryPlan.tokens(model.context(), floats(config, vocabulary.length), 0);
        this.firstPart = new int[whole.size() + 1];
        for (int b = 0; b < whole.size(); b++) {
            parts.addAll(TokenGroups.of(whole.get(b), tokens, device()));
            firstPart[b + 1] = parts.size();
        }
        this.batches = parts.stream()
                .map(part -> DeviceBatch.upload(part.batch(), memory))
                .toList();
        int tiles = batches.stream().mapToInt(DeviceBatch::tiles).max().orElseThrow();
        int endTiles =
                batches.stream().mapToInt(DeviceBatch::sequenceTiles).max().orElseThrow();
        this.partial = memory.take(bytes() * tiles);
        DevicePanel stream = memory.panel(config.modelWidth(), tiles);
        for (int l = 0; l < config.layers(); l++) {
            LayerPanels layer = LayerPanels.taped(config, stream, tiles, memory);
            tape.add(layer);
            stream = layer.out();
        }
        this.used = used(config, tiles, memory);
        this.gradients = gradients(config, tiles, memory);
        this.ends = Ends.of(config, vocabulary.length, endTiles, memory);
    }

    private CudaDeviceInfo device() {
        return model.context().device();
    }

    private long bytes() {
        return (long) index.size() * Float.BYTES;
    }

    /// Floats for each token, and a little more than the mask's gradient and the ends of sequences take.
    private long floats(ModelConfig config, int vocabulary) {
        long layers = LayerPanels.tapedFloats(config) * config.layers() + config.modelWidth();
        long shared = 2L * config.readWidth()
                + 7L * config.attentionWidth()
                + 3L * config.modelWidth()
                + 2L * config.mlpWidth()
                + config.heads();
        return layers + shared + 4L * config.modelWidth() + 2L * vocabulary + index.size() / Panel.TILE + 1;
    }

    private static UsedPanels used(ModelConfig config, int tiles, DeviceMemory memory) {
        return new UsedPanels(
                memory.panel(config.readWidth(), tiles),
                LayerPanels.heads(config, tiles, memory),
                memory.panel(config.modelWidth(), tiles),
                memory.panel(config.mlpWidth(), tiles));
    }

    private static GradientPanels gradients(ModelConfig config, int tiles, DeviceMemory memory) {
        return new GradientPanels(
                memory.panel(config.modelWidth(), tiles),
                memory.panel(config.readWidth(), tiles),
                LayerPanels.heads(config, tiles, memory),
                memory.panel(config.attentionWidth(), tiles),
                memory.panel(config.modelWidth(), tiles),
                memory.panel(config.mlpWidth(), tiles),
                memory.panel(config.heads(), tiles).address());
    }

    /// The number of a batch's first part; for the number of batches that of parts.
    int firstPart(int batch) {
        return firstPart[batch];
    }

    /// Tiles of a part's logits.
    int endTiles(int part) {
        return batches.get(part).sequenceTiles();
    }

    /// All parts of all batches.
    List<TokenGroups> parts() {
        return parts;
    }

    int nodes() {
        return index.size();
    }

    /// Address of the mask, a value for each node.
    long mask() {
        return mask;
    }

    /// Address of the means.
    long means() {
        return means;
    }

    /// Address of the mask's gradient, the sum over all parts since [#startGradient].
    long gradient() {
        return gradient;
    }

    /// The logits of a part's sequences after [#forward]; a channel per listed token.
    DevicePanel logits() {
        return ends.logits();
    }

    /// Where the gradient of the logits is put before [#backward].
    DevicePanel logitGradient() {
        return ends.logitGradient();
    }

    /// Launches the forward pass of a part.
    void forward(int part) {
        DeviceBatch batch = batches.get(part);
        DevicePanel stream = new PassLaunches(model.weights(), tape, batch, kernels).run(changes(batch));
        kernels.gather(stream, batch.last(), batch.sequences(), ends.read(), batch.sequenceTiles());
        readout.launch(
                kernels,
                model.weights(),
                batch,
                ends.read(),
                ends.normed(),
                batch.last(),
                batch.sequences(),
                ends.logits());
    }

    private MaskChanges changes(DeviceBatch batch) {
        return new MaskChanges(index, mask, means, used, batch.tiles(), kernels);
    }

    /// Launches what sets the gradient to zero.
    void startGradient() {
        memory.clear(gradient, index.size());
    }

    /// Launches the backward pass of the part that went forward last and adds its gradient.
    void backward(int part) {
        DeviceBatch batch = batches.get(part);
        int tiles = batch.sequenceTiles();
        kernels.product(readout.transposed(), 0, ends.logitGradient(), ends.normedGradient(), tiles);
        memory.clear(ends.readGradient(), tiles);
        back.norm(model.weights().finalNorm(), ends.read(), ends.normedGradient(), ends.readGradient(), tiles);
        memory.clear(gradients.stream(), batch.tiles());
        back.scatter(ends.readGradient(), batch.last(), batch.sequences(), gradients.stream(), tiles);
        MaskChanges changes = changes(batch);
        for (int l = tape.size() - 1; l >= 0; l--) {
            new LayerBackLaunches(l, model.weights(), tape.get(l), gradients, batch, changes, partial, back, memory)
                    .run();
        }
        back.sumOverTiles(partial, batch.tiles(), index.size(), partGradient);
        back.add(partGradient, index.size(), gradient);
    }
}
