package org.circuitexplorer.engine.run;

import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.Layer;
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
    private final int[] wanted;
    private final Answers answers;
    private final BackwardState state;
    /// The last tokens after the last attention.
    private final BackwardState tail;

    private final List<LayerBackward> layers;
    private final LayerBackward tailLayer;
    private final OpenLayers open;

    /// @param batch sequences whose last tokens are read
    /// @param vocabulary token ids whose logits are wanted; row r of the logits is that of `vocabulary[r]`
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    public GradientPass(SparseTransformer model, Workers workers, TokenBatch batch, int[] vocabulary) {
        this.config = model.config();
        this.index = new NodeIndex(config);
        this.workers = workers;
        PassColumns columns = Answers.columns(model, batch);
        PassColumns last = columns.last();
        Site lastAttention = new Site(config.layers() - 1, SiteKind.ATTN_Y);
        List<Site> before = config.sites().stream()
                .filter(s -> s.kind() != SiteKind.ATTN_Y && s.compareTo(lastAttention) < 0)
                .toList();
        List<Site> after = config.sites().stream()
                .filter(s -> s.compareTo(lastAttention) > 0)
                .toList();
        Tape tape = Tape.of(config, columns.count(), before);
        Tape tailTape = Tape.of(config, last.count(), after);
        this.wanted = columns.lastOfEach();
        this.answers = new Answers(model, workers, columns, vocabulary, tape, tailTape);
        this.state = new BackwardState(model, index, columns, tape);
        this.tail = new BackwardState(model, index, last, tailTape);
        this.layers = IntStream.range(0, config.layers())
                .mapToObj(l -> new LayerBackward(l, state))
                .toList();
        this.open = new OpenLayers(model, index);
        this.tailLayer = new LayerBackward(config.layers() - 1, tail);
    }

    @Override
    public Panel forward(float[] mask, float[] means) {
        return answers.logits(Interventions.ofMask(index, mask, means));
    }

    @Override
    public void backward(Panel logitGradient, float[] mask, float[] means, float[] result) {
        List<Layer> weights = open.under(mask);
        state.start(mask, means, weights);
        tail.start(mask, means, weights);
        Scratch[] scratch = answers.scratch();
        backThroughTail(answers.backward(logitGradient), scratch);
        for (LayerBackward layer : layers.reversed()) {
            boolean last = layer == layers.getLast();
            workers.forEach(state.stream.tileCount(), (worker, tile) -> {
                if (!last) layer.toHeads(tile, scratch[worker]);
                layer.recall(tile);
            });
            workers.forEach(config.heads(), (worker, head) -> layer.attend(head, scratch[worker]));
            workers.forEach(state.stream.tileCount(), (worker, tile) -> layer.toStream(tile, scratch[worker]));
        }
        double[] sum = new double[result.length];
        state.addMaskGradient(sum);
        tail.addMaskGradient(sum);
        for (int node = 0; node < result.length; node++) result[node] = (float) sum[node];
    }

    /// From the gradient of the last tokens' final streams to those before and in the last attention.
    private void backThroughTail(Panel gradient, Scratch[] scratch) {
        Columns.scatterAdd(gradient, IntStream.range(0, wanted.length).toArray(), tail.stream);
        workers.forEach(tail.stream.tileCount(), (worker, tile) -> tailLayer.toHeads(tile, scratch[worker]));
        state.y.clear(0, state.y.channels());
        Columns.scatterAdd(tail.stream, wanted, state.stream);
        Columns.scatterAdd(tail.y, wanted, state.y);
    }
}
