package org.circuitexplorer.engine.dense;

import java.util.Arrays;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.model.TopKPlace;
import org.circuitexplorer.engine.run.PositionChannels;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/// The weights of one layer with all their zeros, and its forward pass.
final class DenseLayer {
    final DenseNorm attentionNorm;
    final DenseLinear query;
    final DenseLinear key;
    final DenseLinear value;
    final DenseLinear attentionOut;
    /// `[1, heads, 1, 1]`.
    final @Nullable INDArray sink;

    final DenseNorm mlpNorm;
    final DenseLinear mlpIn;
    final DenseLinear mlpOut;
    private final ModelConfig config;
    private final int number;
    /// Positions after their norm, `[position width, block size]`.
    private final @Nullable INDArray attentionPositions;

    private final @Nullable INDArray mlpPositions;

    DenseLayer(SparseTransformer model, int number) {
        this.config = model.config();
        this.number = number;
        Layer layer = model.layers().get(number);
        attentionNorm = DenseNorm.of(layer.attentionNorm());
        mlpNorm = DenseNorm.of(layer.mlpNorm());
        int width = config.attentionWidth();
        query = projection(layer.attentionIn(), 0, width);
        key = projection(layer.attentionIn(), width, 2 * width);
        value = projection(layer.attentionIn(), 2 * width, 3 * width);
        attentionOut = linear(layer.attentionOut());
        mlpIn = linear(layer.mlpIn());
        mlpOut = linear(layer.mlpOut());
        float[] logits = layer.sinkLogit();
        sink = logits == null ? null : Nd4j.create(logits, new long[] {1, logits.length, 1, 1}, 'c');
        attentionPositions = positions(model, layer.attentionPositionNorm());
        mlpPositions = positions(model, layer.mlpPositionNorm());
    }

    private static DenseLinear linear(Linear linear) {
        return DenseLinear.of(linear.weight(), linear.bias());
    }

    private static DenseLinear projection(Linear linear, int from, int to) {
        return DenseLinear.of(linear.weight().rowRange(from, to), Arrays.copyOfRange(linear.bias(), from, to));
    }

    private static @Nullable INDArray positions(SparseTransformer model, @Nullable Norm norm) {
        if (norm == null) return null;
        PositionChannels channels = PositionChannels.of(model.positionEmbedding(), norm);
        return DenseMatrices.activations(
                channels.normed(), channels.width(), model.positionEmbedding().rows());
    }

    /// From the stream before the layer to the stream after it.
    void forward(DenseWork work, DenseTap tap) {
        tap.pass(site(SiteKind.RESID_IN), work.stream);
        read(SiteKind.ATTN_READ, TopKPlace.ATTN_IN, attentionNorm, attentionPositions, work, tap);
        project(key, SiteKind.ATTN_K, TopKPlace.ATTN_K, work.k, work, tap);
        project(query, SiteKind.ATTN_Q, TopKPlace.ATTN_Q, work.q, work, tap);
        project(value, SiteKind.ATTN_V, TopKPlace.ATTN_V, work.v, work, tap);
        work.attention.forward(work.q, work.k, work.v, sink, work.y);
        tap.pass(site(SiteKind.ATTN_Y), work.y);
        write(attentionOut, work.y, SiteKind.ATTN_WRITE, TopKPlace.ATTN_OUT, TopKPlace.RESID_POST_ATTN, work, tap);
        tap.pass(site(SiteKind.RESID_MID), work.stream);

        read(SiteKind.MLP_READ, TopKPlace.MLP_IN, mlpNorm, mlpPositions, work, tap);
        mlpIn.forward(work.read, work.neurons);
        tap.beforeFunction(number, work.neurons);
        DenseFunction.forward(config.activation(), work.neurons, work.like(work.neurons, 0));
        select(work.neurons, TopKPlace.MLP_NEURON, work);
        tap.pass(site(SiteKind.MLP_NEURON), work.neurons);
        write(mlpOut, work.neurons, SiteKind.MLP_WRITE, TopKPlace.MLP_OUT, TopKPlace.RESID_POST_MLP, work, tap);
    }

    private void read(
            SiteKind kind,
            TopKPlace place,
            DenseNorm norm,
            @Nullable INDArray positions,
            DenseWork work,
            DenseTap tap) {
        if (positions == null) {
            norm.forward(work.stream, work.read, work.like(work.stream, 0));
        } else {
            int width = config.modelWidth();
            norm.forward(work.stream, rows(work.read, 0, width), work.like(work.stream, 0));
            INDArray below = rows(work.read, width, config.readWidth());
            INDArray some = positions.get(NDArrayIndex.all(), NDArrayIndex.interval(0, work.shape.length()));
            for (int s = 0; s < work.shape.sequences(); s++) {
                int from = s * work.shape.length();
                below.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + work.shape.length()))
                        .assign(some);
            }
        }
        select(work.read, place, work);
        tap.pass(site(kind), work.read);
    }

    private void project(
            DenseLinear linear, SiteKind kind, TopKPlace place, INDArray out, DenseWork work, DenseTap tap) {
        linear.forward(work.read, out);
        select(out, place, work);
        tap.pass(site(kind), out);
    }

    private void write(
            DenseLinear linear,
            INDArray in,
            SiteKind kind,
            TopKPlace place,
            TopKPlace after,
            DenseWork work,
            DenseTap tap) {
        linear.forward(in, work.write);
        select(work.write, place, work);
        tap.pass(site(kind), work.write);
        work.stream.addi(work.write);
        DenseFunction.forward(config.residualActivation(), work.stream, work.like(work.stream, 0));
        select(work.stream, after, work);
    }

    private void select(INDArray values, TopKPlace place, DenseWork work) {
        DenseTopK.select(values, config.kept(place, values.rows()), work.like(values, 0));
    }

    /// Channels `from until to` of an array, as a view.
    static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    private Site site(SiteKind kind) {
        return new Site(number, kind);
    }

    void close() {
        attentionNorm.close();
        mlpNorm.close();
        for (DenseLinear linear : new DenseLinear[] {query, key, value, attentionOut, mlpIn, mlpOut}) linear.close();
        for (INDArray array : new INDArray[] {sink, attentionPositions, mlpPositions}) {
            if (array != null) array.close();
        }
    }
}
