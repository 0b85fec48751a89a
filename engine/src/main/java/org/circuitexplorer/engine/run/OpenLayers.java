package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;

/// The layers of a model as gradients come back through them under a node mask: none comes through a closed node, so
/// products leave its weights out. Makes again only what has changed. Not thread-safe.
final class OpenLayers {
    private final List<Layer> whole;
    private final NodeIndex index;
    private final Map<Linear, Opened> known = new HashMap<>();

    private record Opened(boolean[] open, Linear linear) {}

    OpenLayers(SparseTransformer model, NodeIndex index) {
        this.whole = model.layers();
        this.index = index;
    }

    /// @param mask one value for each node; 0 closes it
    List<Layer> under(float[] mask) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < whole.size(); l++) {
            Layer layer = whole.get(l);
            layers.add(layer.with(
                    opened(layer.attentionIn(), l, mask, SiteKind.ATTN_Q, SiteKind.ATTN_K, SiteKind.ATTN_V),
                    opened(layer.attentionOut(), l, mask, SiteKind.ATTN_WRITE),
                    opened(layer.mlpIn(), l, mask, SiteKind.MLP_NEURON),
                    opened(layer.mlpOut(), l, mask, SiteKind.MLP_WRITE)));
        }
        return layers;
    }

    /// @param outputs sites of its outputs, one after the other
    private Linear opened(Linear linear, int layer, float[] mask, SiteKind... outputs) {
        boolean[] open = new boolean[linear.weight().rows()];
        int at = 0;
        int count = 0;
        for (SiteKind kind : outputs) {
            Site site = new Site(layer, kind);
            int first = index.offset(site);
            for (int c = 0; c < index.width(site); c++, at++) {
                open[at] = mask[first + c] != 0f;
                if (open[at]) count++;
            }
        }
        Opened before = known.get(linear);
        if (before != null && Arrays.equals(before.open, open)) return before.linear;
        boolean few = open.length - count < FoldedLayers.LEAST_PART * open.length;
        Linear result = few ? linear : linear.withOutputs(open);
        known.put(linear, new Opened(open, result));
        return result;
    }
}
