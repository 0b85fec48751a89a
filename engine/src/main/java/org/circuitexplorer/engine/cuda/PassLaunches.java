package org.circuitexplorer.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;

/// Launches a whole forward pass over the tokens of a batch, up to the final residual stream.
final class PassLaunches {
    private final DeviceModel model;
    private final List<LayerPanels> panels;
    private final DeviceBatch batch;
    private final Kernels kernels;
    private final List<LayerLaunches> layers = new ArrayList<>();

    /// @param panels for each layer, one's end being the next one's beginning
    PassLaunches(DeviceModel model, List<LayerPanels> panels, DeviceBatch batch, Kernels kernels) {
        this.model = model;
        this.panels = panels;
        this.batch = batch;
        this.kernels = kernels;
        for (int l = 0; l < panels.size(); l++) {
            layers.add(new LayerLaunches(l, model, panels.get(l), batch, kernels));
        }
    }

    /// @return the final residual stream
    DevicePanel run(SiteChanges changes) {
        kernels.embed(model, batch, panels.getFirst().in());
        for (LayerLaunches layer : layers) layer.run(changes);
        Site end = new Site(layers.size(), SiteKind.FINAL_RESID);
        return changes.pass(end, panels.getLast().out());
    }
}
