package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.kernel.AbsTopK;
import org.circuitexplorer.engine.kernel.ActivationFunction;
import org.circuitexplorer.engine.kernel.Attention;
import org.circuitexplorer.engine.model.Activation;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.TopKPlace;

/// The backward pass of one layer, the mirror of [LayerForward]: [#toHeads] for every tile, [#attend] for every run
/// of sequences and head, [#toStream] for every tile.
final class LayerBackward {
    private final int number;
    private final ModelConfig config;
    private final BackwardState state;

    LayerBackward(int number, BackwardState state) {
        this.number = number;
        this.state = state;
        this.config = state.model.config();
    }

    private Layer layer() {
        return state.layers.get(number);
    }

    /// From the gradient of the stream after the layer to the gradients of the stream between attention and MLP, and
    /// of the heads' results.
    void toHeads(int tile, Scratch scratch) {
        Site after = number + 1 == config.layers()
                ? new Site(number + 1, SiteKind.FINAL_RESID)
                : new Site(number + 1, SiteKind.RESID_IN);
        throughSum(after, TopKPlace.RESID_POST_MLP, tile);
        float[] neurons = scratch.neurons;
        throughWrite(SiteKind.MLP_WRITE, TopKPlace.MLP_OUT, layer().mlpOut(), tile, neurons, scratch);
        throughSite(SiteKind.MLP_NEURON, TopKPlace.MLP_NEURON, tile, neurons, scratch);
        ActivationFunction.backward(state.slope(number, tile), neurons, config.mlpWidth());
        product(layer().mlpIn(), neurons, scratch.read, scratch);
        throughRead(SiteKind.MLP_READ, TopKPlace.MLP_IN, layer().mlpNorm(), SiteKind.RESID_MID, tile, scratch);

        throughSum(site(SiteKind.RESID_MID), TopKPlace.RESID_POST_ATTN, tile);
        float[] y = state.y.tile(tile);
        throughWrite(SiteKind.ATTN_WRITE, TopKPlace.ATTN_OUT, layer().attentionOut(), tile, y, scratch);
    }

    /// The queries, keys and values of one tile as the heads saw them.
    void recall(int tile) {
        state.masked(site(SiteKind.ATTN_Q), tile, state.query);
        state.masked(site(SiteKind.ATTN_K), tile, state.key);
        state.masked(site(SiteKind.ATTN_V), tile, state.value);
    }

    /// Attention of one head: from y to q, k and v. Sequences may share columns, whose gradients are sums over them.
    void attend(int head, Scratch scratch) {
        int first = head * config.headWidth();
        float[] sinks = layer().sinkLogit();
        float sink = sinks == null ? Attention.NO_SINK : sinks[head];
        state.k.clear(first, config.headWidth());
        state.v.clear(first, config.headWidth());
        for (SequenceRun run : state.columns.runs()) {
            if (run.together() != null) {
                scratch.shortAttention.backward(
                        state.query,
                        state.key,
                        state.value,
                        first,
                        run.together(),
                        sink,
                        state.y,
                        state.q,
                        state.k,
                        state.v);
            } else {
                scratch.attention.backward(
                        state.query,
                        state.key,
                        state.value,
                        first,
                        run.from(),
                        run.to(),
                        sink,
                        state.y,
                        state.q,
                        state.k,
                        state.v);
            }
        }
    }

    /// From the gradients of q, k and v to that of the stream before the layer.
    void toStream(int tile, Scratch scratch) {
        throughSite(SiteKind.ATTN_Q, TopKPlace.ATTN_Q, tile, state.q.tile(tile), scratch);
        throughSite(SiteKind.ATTN_K, TopKPlace.ATTN_K, tile, state.k.tile(tile), scratch);
        throughSite(SiteKind.ATTN_V, TopKPlace.ATTN_V, tile, state.v.tile(tile), scratch);
        float[] all = scratch.projections(config);
        int part = config.attentionWidth() * TILE;
        System.arraycopy(state.q.tile(tile), 0, all, 0, part);
        System.arraycopy(state.k.tile(tile), 0, all, part, part);
        System.arraycopy(state.v.tile(tile), 0, all, 2 * part, part);
        product(layer().attentionIn(), all, scratch.read, scratch);
        throughRead(SiteKind.ATTN_READ, TopKPlace.ATTN_IN, layer().attentionNorm(), SiteKind.RESID_IN, tile, scratch);
    }

    /// Back through the function and the selection that follow the addition to the stream.
    private void throughSum(Site after, TopKPlace place, int tile) {
        float[] result = state.taped(after).tile(tile);
        float[] gradient = state.stream.tile(tile);
        int width = config.modelWidth();
        AbsTopK.backward(result, gradient, width, config.kept(place, width), TILE);
        if (config.residualActivation() == Activation.RELU) {
            for (int i = 0; i < width * TILE; i++) gradient[i] = result[i] > 0 ? gradient[i] : 0f;
        }
    }

    private void throughWrite(
            SiteKind kind, TopKPlace place, Linear linear, int tile, float[] result, Scratch scratch) {
        System.arraycopy(state.stream.tile(tile), 0, scratch.write, 0, config.modelWidth() * TILE);
        throughSite(kind, place, tile, scratch.write, scratch);
        product(linear, scratch.write, result, scratch);
    }

    private void throughRead(
            SiteKind kind, TopKPlace place, Norm norm, SiteKind streamKind, int tile, Scratch scratch) {
        throughSite(kind, place, tile, scratch.read, scratch);
        scratch.normalization.backward(
                norm, state.taped(site(streamKind)).tile(tile), scratch.read, state.stream.tile(tile));
    }

    private void throughSite(SiteKind kind, TopKPlace place, int tile, float[] gradient, Scratch scratch) {
        Site site = site(kind);
        int width = config.width(kind);
        state.throughMask(site, tile, gradient, scratch.maskedRow);
        AbsTopK.backward(state.taped(site).tile(tile), gradient, width, config.kept(place, width), TILE);
    }

    /// The product with the transposed matrix.
    private void product(Linear linear, float[] in, float[] out, Scratch scratch) {
        scratch.product.load(in, linear.weight().rows());
        scratch.product.multiply(linear.transposedByLength(), state.noBias, TILE, out);
    }

    private Site site(SiteKind kind) {
        return new Site(number, kind);
    }
}
