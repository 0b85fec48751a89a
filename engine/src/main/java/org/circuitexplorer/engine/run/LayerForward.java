package org.circuitexplorer.engine.run;

import static org.circuitexplorer.engine.tensor.Panel.TILE;

import org.circuitexplorer.engine.kernel.Attention;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.TopKPlace;
import org.jspecify.annotations.Nullable;

/// The forward pass of one layer over the panels of a [PassState]: first [#toQueries] for every tile, then [#attend]
/// for every run of sequences and head, then [#afterAttention] for every tile.
final class LayerForward {
    private final int number;
    private final ModelConfig config;
    private final PassState state;
    private final @Nullable PositionChannels attentionPositions;
    private final @Nullable PositionChannels mlpPositions;

    LayerForward(int number, PassState state) {
        this.number = number;
        this.state = state;
        this.config = state.model.config();
        this.attentionPositions = positions(layer().attentionPositionNorm());
        this.mlpPositions = positions(layer().mlpPositionNorm());
    }

    private Layer layer() {
        return state.layers.get(number);
    }

    private @Nullable PositionChannels positions(@Nullable Norm norm) {
        return norm == null ? null : PositionChannels.of(state.model.positionEmbedding(), norm);
    }

    /// From the residual stream to q, k and v of one tile.
    void toQueries(int tile, Scratch scratch) {
        float[] stream = state.stream.tile(tile);
        state.tap.pass(site(SiteKind.RESID_IN), tile, stream);
        read(SiteKind.ATTN_READ, TopKPlace.ATTN_IN, layer().attentionNorm(), attentionPositions, tile, scratch);
        float[] q = state.q.tile(tile);
        float[] k = state.k.tile(tile);
        float[] v = state.v.tile(tile);
        multiply(layer().attentionIn(), tile, scratch, q, k, v);
        project(SiteKind.ATTN_Q, TopKPlace.ATTN_Q, tile, q, scratch);
        project(SiteKind.ATTN_K, TopKPlace.ATTN_K, tile, k, scratch);
        project(SiteKind.ATTN_V, TopKPlace.ATTN_V, tile, v, scratch);
    }

    private void read(
            SiteKind kind,
            TopKPlace place,
            Norm norm,
            @Nullable PositionChannels positions,
            int tile,
            Scratch scratch) {
        scratch.normalization.forward(norm, state.stream.tile(tile), scratch.read);
        if (positions != null) {
            positions.write(state.columns.positions(), tile * TILE, scratch.read, config.modelWidth());
        }
        load(scratch.read, kind, place, config.readWidth(), tile, scratch);
    }

    /// Takes values that AbsTopK keeps and that pass a site as what is multiplied next.
    private void load(float[] values, SiteKind kind, TopKPlace place, int width, int tile, Scratch scratch) {
        if (state.tap.isIdle(site(kind))) {
            scratch.product.loadTop(scratch.topK, values, width, config.kept(place, width), state.stream.columns(tile));
        } else {
            select(values, place, width, tile, scratch);
            state.tap.pass(site(kind), tile, values);
            scratch.product.load(values, width);
        }
    }

    private void multiply(Linear linear, int tile, Scratch scratch, float[]... out) {
        scratch.product.multiply(linear.byLength(), linear.bias(), state.stream.columns(tile), out);
    }

    private void project(SiteKind kind, TopKPlace place, int tile, float[] values, Scratch scratch) {
        select(values, place, config.attentionWidth(), tile, scratch);
        state.tap.pass(site(kind), tile, values);
    }

    /// Attention of one head over some sequences.
    void attend(SequenceRun run, int head, Scratch scratch) {
        int first = head * config.headWidth();
        float[] sinks = layer().sinkLogit();
        float sink = sinks == null ? Attention.NO_SINK : sinks[head];
        if (run.together() != null) {
            scratch.shortAttention.forward(state.q, state.k, state.v, first, run.together(), sink, state.y);
        } else {
            scratch.attention.forward(state.q, state.k, state.v, first, run.from(), run.to(), sink, state.y);
        }
    }

    /// From the heads' results to the residual stream after the layer, one tile.
    void afterAttention(int tile, Scratch scratch) {
        float[] y = state.y.tile(tile);
        state.tap.pass(site(SiteKind.ATTN_Y), tile, y);
        scratch.product.load(y, config.attentionWidth());
        write(
                layer().attentionOut(),
                SiteKind.ATTN_WRITE,
                TopKPlace.ATTN_OUT,
                TopKPlace.RESID_POST_ATTN,
                tile,
                scratch);
        state.tap.pass(site(SiteKind.RESID_MID), tile, state.stream.tile(tile));

        read(SiteKind.MLP_READ, TopKPlace.MLP_IN, layer().mlpNorm(), mlpPositions, tile, scratch);
        float[] neurons = scratch.neurons;
        int columns = state.stream.columns(tile);
        multiply(layer().mlpIn(), tile, scratch, neurons);
        float[] slope = state.tape.slope(number, tile);
        if (slope == null) scratch.function.forward(config.activation(), neurons, config.mlpWidth(), columns);
        else scratch.function.forward(config.activation(), neurons, slope, config.mlpWidth(), columns);
        load(neurons, SiteKind.MLP_NEURON, TopKPlace.MLP_NEURON, config.mlpWidth(), tile, scratch);
        write(layer().mlpOut(), SiteKind.MLP_WRITE, TopKPlace.MLP_OUT, TopKPlace.RESID_POST_MLP, tile, scratch);
    }

    /// Adds to the stream what a layer makes of what was loaded.
    private void write(Linear linear, SiteKind kind, TopKPlace place, TopKPlace after, int tile, Scratch scratch) {
        float[] stream = state.stream.tile(tile);
        int width = config.modelWidth();
        multiply(linear, tile, scratch, scratch.write);
        select(scratch.write, place, width, tile, scratch);
        state.tap.pass(site(kind), tile, scratch.write);
        for (int i = 0; i < width * TILE; i++) stream[i] += scratch.write[i];
        scratch.function.forward(config.residualActivation(), stream, width, state.stream.columns(tile));
        select(stream, after, width, tile, scratch);
    }

    private void select(float[] values, TopKPlace place, int width, int tile, Scratch scratch) {
        scratch.topK.select(values, width, config.kept(place, width), state.stream.columns(tile));
    }

    private Site site(SiteKind kind) {
        return new Site(number, kind);
    }
}
