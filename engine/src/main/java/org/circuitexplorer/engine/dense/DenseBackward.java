package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.TopKPlace;
import org.nd4j.linalg.api.ndarray.INDArray;

/// The backward pass of one part of a batch, the mirror of [DenseLayer#forward], layer by layer from the last.
final class DenseBackward {
    private final ModelConfig config;
    private final NodeIndex index;
    private final DenseWork work;
    private final DenseTape tape;
    private final DenseMask mask;
    private final double[] slopes;
    private final INDArray queryGradient;
    private final INDArray keyGradient;
    private final INDArray valueGradient;

    /// @param work its stream holds the gradient of the final residual stream
    /// @param slopes the gradient of every node's mask, added to
    DenseBackward(
            NodeIndex index, ModelConfig config, DenseWork work, DenseTape tape, DenseMask mask, double[] slopes) {
        this.config = config;
        this.index = index;
        this.work = work;
        this.tape = tape;
        this.mask = mask;
        this.slopes = slopes;
        queryGradient = work.like(work.q, 2);
        keyGradient = work.like(work.q, 3);
        valueGradient = work.like(work.q, 4);
    }

    /// From the gradient of the stream after a layer to that of the stream before it.
    void layer(DenseLayer layer, int number) {
        Site after = number + 1 == config.layers()
                ? new Site(number + 1, SiteKind.FINAL_RESID)
                : new Site(number + 1, SiteKind.RESID_IN);
        throughSum(after, TopKPlace.RESID_POST_MLP);
        throughWrite(new Site(number, SiteKind.MLP_WRITE), TopKPlace.MLP_OUT, layer.mlpOut, work.neurons);
        throughSite(new Site(number, SiteKind.MLP_NEURON), TopKPlace.MLP_NEURON, work.neurons);
        DenseFunction.backward(
                config.activation(),
                tape.preActivation(number),
                work.neurons,
                work.like(work.neurons, 0),
                work.like(work.neurons, 1));
        layer.mlpIn.backward(work.neurons, work.read);
        throughRead(new Site(number, SiteKind.MLP_READ), TopKPlace.MLP_IN, layer.mlpNorm, SiteKind.RESID_MID);

        throughSum(new Site(number, SiteKind.RESID_MID), TopKPlace.RESID_POST_ATTN);
        throughWrite(new Site(number, SiteKind.ATTN_WRITE), TopKPlace.ATTN_OUT, layer.attentionOut, work.y);
        attention(layer, number);
        throughRead(new Site(number, SiteKind.ATTN_READ), TopKPlace.ATTN_IN, layer.attentionNorm, SiteKind.RESID_IN);
    }

    private void attention(DenseLayer layer, int number) {
        Site query = new Site(number, SiteKind.ATTN_Q);
        Site key = new Site(number, SiteKind.ATTN_K);
        Site value = new Site(number, SiteKind.ATTN_V);
        mask.apply(query, work.q.assign(tape.at(query)));
        mask.apply(key, work.k.assign(tape.at(key)));
        mask.apply(value, work.v.assign(tape.at(value)));
        work.attention.backward(work.q, work.k, work.v, layer.sink, work.y, queryGradient, keyGradient, valueGradient);
        throughSite(query, TopKPlace.ATTN_Q, queryGradient);
        throughSite(key, TopKPlace.ATTN_K, keyGradient);
        throughSite(value, TopKPlace.ATTN_V, valueGradient);
        layer.query.backward(queryGradient, work.read);
        INDArray part = work.like(work.read, 2);
        layer.key.backward(keyGradient, part);
        work.read.addi(part);
        layer.value.backward(valueGradient, part);
        work.read.addi(part);
    }

    /// Back through the function and the selection that follow the addition to the stream.
    private void throughSum(Site after, TopKPlace place) {
        INDArray result = tape.at(after);
        DenseTopK.backward(result, work.stream, config.kept(place, config.modelWidth()), work.like(work.stream, 0));
        DenseFunction.backward(
                config.residualActivation(), result, work.stream, work.like(work.stream, 0), work.like(work.stream, 1));
    }

    private void throughWrite(Site site, TopKPlace place, DenseLinear linear, INDArray result) {
        work.write.assign(work.stream);
        throughSite(site, place, work.write);
        linear.backward(work.write, result);
    }

    private void throughRead(Site site, TopKPlace place, DenseNorm norm, SiteKind stream) {
        throughSite(site, place, work.read);
        INDArray before = tape.at(new Site(site.layer(), stream));
        INDArray gradient = work.like(work.stream, 2);
        gradient.assign(DenseLayer.rows(work.read, 0, config.modelWidth()));
        norm.backward(before, gradient, work.stream, work.like(work.stream, 0), work.like(work.stream, 1));
    }

    private void throughSite(Site site, TopKPlace place, INDArray gradient) {
        INDArray before = tape.at(site);
        float[] ofSite = mask.backward(site, before, gradient, work.like(before, 0));
        int first = index.offset(site);
        for (int c = 0; c < ofSite.length; c++) slopes[first + c] += ofSite[c];
        DenseTopK.backward(before, gradient, config.kept(place, config.width(site.kind())), work.like(before, 0));
    }
}
