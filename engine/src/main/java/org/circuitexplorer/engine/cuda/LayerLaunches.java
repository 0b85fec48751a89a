package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.TopKPlace;

/// Launches the forward pass of one layer, the mirror of the processor's `LayerForward`.
final class LayerLaunches {
    private final int number;
    private final ModelConfig config;
    private final DeviceLayer layer;
    private final LayerPanels panels;
    private final DeviceBatch batch;
    private final Kernels kernels;

    LayerLaunches(int number, DeviceModel model, LayerPanels panels, DeviceBatch batch, Kernels kernels) {
        this.number = number;
        this.config = model.config();
        this.layer = model.layers().get(number);
        this.panels = panels;
        this.batch = batch;
        this.kernels = kernels;
    }

    void run(SiteChanges changes) {
        DevicePanel stream = changes.pass(site(SiteKind.RESID_IN), panels.in());
        DevicePanel write = attention(stream, changes);
        stream = add(stream, write, panels.mid(), TopKPlace.RESID_POST_ATTN);
        stream = changes.pass(site(SiteKind.RESID_MID), stream);
        add(stream, mlp(stream, changes), panels.out(), TopKPlace.RESID_POST_MLP);
    }

    private DevicePanel attention(DevicePanel stream, SiteChanges changes) {
        read(layer.attentionNorm(), layer.attentionPositions(), stream, panels.read(), TopKPlace.ATTN_IN);
        DevicePanel read = changes.pass(site(SiteKind.ATTN_READ), panels.read());
        HeadPanels computed = panels.heads();
        kernels.product(layer.attentionIn().weight(), layer.attentionIn().bias(), read, computed.all(), batch.tiles());
        select(computed.q(), TopKPlace.ATTN_Q);
        select(computed.k(), TopKPlace.ATTN_K);
        select(computed.v(), TopKPlace.ATTN_V);
        DevicePanel q = changes.pass(site(SiteKind.ATTN_Q), computed.q());
        changes.pass(site(SiteKind.ATTN_K), computed.k());
        changes.pass(site(SiteKind.ATTN_V), computed.v());
        // Queries, keys and values stay together, wherever they went.
        HeadPanels heads = new HeadPanels(
                new DevicePanel(q.address(), q.stride(), computed.all().channels(), q.tiles()), config.headWidth());
        kernels.attend(heads, batch, layer.sink(), panels.y(), panels.logTotal());
        DevicePanel y = changes.pass(site(SiteKind.ATTN_Y), panels.y());
        return write(layer.attentionOut(), y, panels.write(), SiteKind.ATTN_WRITE, TopKPlace.ATTN_OUT, changes);
    }

    private DevicePanel mlp(DevicePanel stream, SiteChanges changes) {
        read(layer.mlpNorm(), layer.mlpPositions(), stream, panels.mlpRead(), TopKPlace.MLP_IN);
        DevicePanel read = changes.pass(site(SiteKind.MLP_READ), panels.mlpRead());
        DevicePanel before = panels.beforeFunction();
        kernels.product(layer.mlpIn().weight(), layer.mlpIn().bias(), read, before, batch.tiles());
        kernels.activate(config.activation(), before, panels.neurons(), batch.tiles());
        select(panels.neurons(), TopKPlace.MLP_NEURON);
        DevicePanel neurons = changes.pass(site(SiteKind.MLP_NEURON), panels.neurons());
        return write(layer.mlpOut(), neurons, panels.mlpWrite(), SiteKind.MLP_WRITE, TopKPlace.MLP_OUT, changes);
    }

    private void read(DeviceNorm norm, long positions, DevicePanel stream, DevicePanel out, TopKPlace place) {
        kernels.norm(norm, stream, out, batch.tiles());
        if (positions != 0) {
            kernels.positions(batch, positions, out.view(config.modelWidth(), config.readWidth()));
        }
        select(out, place);
    }

    private DevicePanel write(
            DeviceLinear linear, DevicePanel in, DevicePanel out, SiteKind kind, TopKPlace place, SiteChanges changes) {
        kernels.product(linear.weight(), linear.bias(), in, out, batch.tiles());
        select(out, place);
        return changes.pass(site(kind), out);
    }

    private DevicePanel add(DevicePanel stream, DevicePanel delta, DevicePanel out, TopKPlace place) {
        kernels.addToStream(stream, delta, out, config.residualActivation(), batch.tiles());
        select(out, place);
        return out;
    }

    private void select(DevicePanel x, TopKPlace place) {
        kernels.select(x, config.kept(place, x.channels()), batch.tiles());
    }

    private Site site(SiteKind kind) {
        return new Site(number, kind);
    }
}
