package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// Forward and backward over one batch under a node mask `x' = x * m + mean * (1 - m)`: logits at the last token of
/// every sequence, and the gradient of whatever the caller makes of them with respect to every node's m.
///
/// Keeps its panels from call to call. Not thread-safe.
public final class GradientPass {
    private final SparseTransformer model;
    private final NodeIndex index;
    private final Workers workers;
    private final TokenBatch batch;
    private final int[] readColumns;
    private final Scratch[] scratch;
    private final Readout readout;
    private final Map<Site, Panel> tape;
    private final Panel[] preActivation;
    private Panel read;

    /// @param batch sequences whose last tokens are read
    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    public GradientPass(SparseTransformer model, Workers workers, TokenBatch batch, int[] vocabulary) {
        ModelConfig config = model.config();
        ForwardPass.check(config, batch);
        this.model = model;
        this.index = new NodeIndex(config);
        this.workers = workers;
        this.batch = batch;
        this.readColumns = batch.lastOfEach();
        this.scratch = Scratch.forEach(workers, config);
        this.readout = new Readout(model, vocabulary);
        List<Site> taped = new ArrayList<>(config.sites());
        taped.removeIf(s -> s.kind() == SiteKind.ATTN_Y);
        this.tape = SiteTap.panels(config, batch, taped);
        this.preActivation = new Panel[config.layers()];
        Arrays.setAll(preActivation, l -> new Panel(config.mlpWidth(), batch.tokenCount()));
        this.read = new Panel(config.modelWidth(), 0);
    }

    /// Logits at the last token of every sequence: a channel per listed token, a column per sequence.
    public Panel forward(float[] mask, float[] means) {
        Interventions masked = Interventions.ofMask(index, mask, means);
        SiteTap tap = new SiteTap(model.config(), batch, masked, List.of(), tape);
        PassState state = new PassState(model, batch, tap, preActivation);
        state.run(workers, scratch);
        read = Columns.gather(state.stream, readColumns);
        return readout.logits(read, ForwardPass.tokensAt(batch, readColumns));
    }

    /// The gradient with respect to the mask, after a call of [#forward] with the same mask and means.
    ///
    /// @param logitGradient gradient of the logits, shaped like them
    /// @param result `[NodeIndex.size()]`, overwritten
    public void backward(Panel logitGradient, float[] mask, float[] means, float[] result) {
        BackwardState state = new BackwardState(model, index, batch, tape, preActivation, mask, means);
        Columns.scatterAdd(readout.backward(read, logitGradient), readColumns, state.stream);
        for (int l = model.config().layers() - 1; l >= 0; l--) {
            LayerBackward layer = new LayerBackward(l, state);
            workers.forEach(state.stream.tileCount(), (worker, tile) -> layer.toHeads(tile, scratch[worker]));
            int heads = model.config().heads();
            workers.forEach(
                    batch.sequences() * heads, (worker, i) -> layer.attend(i / heads, i % heads, scratch[worker]));
            workers.forEach(state.stream.tileCount(), (worker, tile) -> layer.toStream(tile, scratch[worker]));
        }
        state.sumMaskGradient(result);
    }
}
