package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;

/// The layers of a model as gradients come back through them under a node mask: none comes through a closed node, so
/// products leave its weights out. Makes again only what has changed. Not thread-safe.
final class OpenLayers {
    /// Where a smaller part of the outputs is closed, products take them all.
    private static final double LEAST_PART = 0.25;

    private final List<Layer> whole;
    private final NodeIndex index;
    private final List<Opened> known = new ArrayList<>();

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
                    opened(4 * l, layer.attentionIn(), l, mask, SiteKind.ATTN_Q, SiteKind.ATTN_K, SiteKind.ATTN_V),
                    opened(4 * l + 1, layer.attentionOut(), l, mask, SiteKind.ATTN_WRITE),
                    opened(4 * l + 2, layer.mlpIn(), l, mask, SiteKind.MLP_NEURON),
                    opened(4 * l + 3, layer.mlpOut(), l, mask, SiteKind.MLP_WRITE)));
        }
        return layers;
    }

    /// @param number of the linear layer in the model
    /// @param outputs sites of its outputs, one after the other
    private Linear opened(int number, Linear linear, int layer, float[] mask, SiteKind... outputs) {
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
        if (number < known.size() && Arrays.equals(known.get(number).open, open)) return known.get(number).linear;
        boolean few = open.length - count < LEAST_PART * open.length;
        Opened made = new Opened(open, few ? linear : linear.withOutputs(open));
        if (number < known.size()) known.set(number, made);
        else known.add(made);
        return made.linear;
    }
}
