package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.Panel;

/// Forward and backward over one batch under a node mask, computed on the processor. Keeps its panels from call to
/// call.
/// Not thread-safe.
public final class GradientPass implements GradientRunner {
    private final ModelConfig config;
    private final NodeIndex index;
    private final Workers workers;
    private final TokenBatch batch;
    private final Answers answers;
    private final BackwardState state;
    private final List<LayerBackward> layers;

    /// @param batch sequences whose last tokens are read
    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    public GradientPass(SparseTransformer model, Workers workers, TokenBatch batch, int[] vocabulary) {
        this.config = model.config();
        this.index = new NodeIndex(config);
        this.workers = workers;
        this.batch = batch;
        List<Site> taped = new ArrayList<>(config.sites());
        taped.removeIf(s -> s.kind() == SiteKind.ATTN_Y);
        Map<Site, Panel> tape = SiteTap.panels(config, batch, taped);
        Panel[] preActivation = new Panel[config.layers()];
        Arrays.setAll(preActivation, l -> new Panel(config.mlpWidth(), batch.tokenCount()));
        this.answers = new Answers(model, workers, batch, vocabulary, tape, preActivation);
        this.state = new BackwardState(model, index, batch, tape, preActivation);
        this.layers = IntStream.range(0, config.layers())
                .mapToObj(l -> new LayerBackward(l, state))
                .toList();
    }

    @Override
    public Panel forward(float[] mask, float[] means) {
        return answers.logits(Interventions.ofMask(index, mask, means));
    }

    @Override
    public void backward(Panel logitGradient, float[] mask, float[] means, float[] result) {
        state.start(mask, means);
        answers.backward(logitGradient, state.stream);
        Scratch[] scratch = answers.scratch();
        int tiles = state.stream.tileCount();
        int heads = config.heads();
        for (LayerBackward layer : layers.reversed()) {
            workers.forEach(tiles, (worker, tile) -> layer.toHeads(tile, scratch[worker]));
            workers.forEach(
                    batch.sequences() * heads, (worker, i) -> layer.attend(i / heads, i % heads, scratch[worker]));
            workers.forEach(tiles, (worker, tile) -> layer.toStream(tile, scratch[worker]));
        }
        state.sumMaskGradient(result);
    }
}
