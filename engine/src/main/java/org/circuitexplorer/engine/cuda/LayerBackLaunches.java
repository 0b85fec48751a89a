package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.TopKPlace;

/// Launches the backward pass of one layer, the mirror of [LayerLaunches].
///
/// @param panels what the forward pass left
/// @param gradients gradients of the stream and of the current layer's values
/// @param changes the mask
/// @param partial address of `[tiles][nodes]` parts of the mask's gradient
record LayerBackLaunches(
        int number,
        DeviceModel model,
        LayerPanels panels,
        GradientPanels gradients,
        DeviceBatch batch,
        MaskChanges changes,
        long partial,
        BackwardKernels back,
        DeviceMemory memory) {
    /// Gradients that one layer after the other overwrites; that of the stream goes through all.
    ///
    /// @param mean address of a float for each head and token
    record GradientPanels(
            DevicePanel stream,
            DevicePanel read,
            HeadPanels heads,
            DevicePanel y,
            DevicePanel write,
            DevicePanel neurons,
            long mean) {}

    void run() {
        DeviceLayer layer = model.layers().get(number);
        throughSum(panels.out(), TopKPlace.RESID_POST_MLP);
        throughWrite(SiteKind.MLP_WRITE, TopKPlace.MLP_OUT, layer.mlpOut(), panels.mlpWrite(), gradients.neurons());
        throughSite(SiteKind.MLP_NEURON, TopKPlace.MLP_NEURON, panels.neurons(), gradients.neurons());
        back.activate(config().activation(), panels.beforeFunction(), gradients.neurons(), batch.tiles());
        product(layer.mlpIn(), gradients.neurons(), gradients.read());
        throughRead(SiteKind.MLP_READ, TopKPlace.MLP_IN, layer.mlpNorm(), panels.mlpRead(), panels.mid());

        throughSum(panels.mid(), TopKPlace.RESID_POST_ATTN);
        throughWrite(SiteKind.ATTN_WRITE, TopKPlace.ATTN_OUT, layer.attentionOut(), panels.write(), gradients.y());
        attend();
        product(layer.attentionIn(), gradients.heads().all(), gradients.read());
        throughRead(SiteKind.ATTN_READ, TopKPlace.ATTN_IN, layer.attentionNorm(), panels.read(), panels.in());
    }

    private void attend() {
        HeadPanels heads = panels.heads();
        changes.pass(site(SiteKind.ATTN_Q), heads.q());
        changes.pass(site(SiteKind.ATTN_K), heads.k());
        changes.pass(site(SiteKind.ATTN_V), heads.v());
        HeadPanels gradient = gradients.heads();
        back.attend(
                changes.used().heads(),
                batch,
                panels.y(),
                gradients.y(),
                panels.logTotal(),
                gradients.mean(),
                gradient);
        throughSite(SiteKind.ATTN_Q, TopKPlace.ATTN_Q, heads.q(), gradient.q());
        throughSite(SiteKind.ATTN_K, TopKPlace.ATTN_K, heads.k(), gradient.k());
        throughSite(SiteKind.ATTN_V, TopKPlace.ATTN_V, heads.v(), gradient.v());
    }

    /// Back through the function and the selection that follow the addition to the stream.
    private void throughSum(DevicePanel result, TopKPlace place) {
        back.select(result, gradients.stream(), config().kept(place, result.channels()), batch.tiles());
        back.activate(config().residualActivation(), result, gradients.stream(), batch.tiles());
    }

    private void throughWrite(
            SiteKind kind, TopKPlace place, DeviceLinear linear, DevicePanel taped, DevicePanel result) {
        memory.copy(gradients.stream(), gradients.write(), batch.tiles());
        throughSite(kind, place, taped, gradients.write());
        product(linear, gradients.write(), result);
    }

    private void throughRead(SiteKind kind, TopKPlace place, DeviceNorm norm, DevicePanel taped, DevicePanel stream) {
        throughSite(kind, place, taped, gradients.read());
        DevicePanel dy = gradients.read().view(0, config().modelWidth());
        back.norm(norm, stream, dy, gradients.stream(), batch.tiles());
    }

    private void throughSite(SiteKind kind, TopKPlace place, DevicePanel taped, DevicePanel gradient) {
        Site site = site(kind);
        int nodes = changes.index().size();
        long part = partial + (long) changes.index().offset(site) * Float.BYTES;
        back.mask(taped, gradient, changes.maskAt(site), changes.meansAt(site), batch, part, nodes);
        back.select(taped, gradient, config().kept(place, taped.channels()), batch.tiles());
    }

    private void product(DeviceLinear linear, DevicePanel in, DevicePanel out) {
        changes.kernels().product(linear.transposed(), 0, in, out, batch.tiles());
    }

    private ModelConfig config() {
        return model.config();
    }

    private Site site(SiteKind kind) {
        return new Site(number, kind);
    }
}
