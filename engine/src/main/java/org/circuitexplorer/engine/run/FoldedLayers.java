package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Linear;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;

/// The layers of a model while interventions hold channels constant at every token: what those contribute to a product
/// stands in its bias, and the product takes the other channels alone. Makes again only what has changed. Not
/// thread-safe.
final class FoldedLayers {
    /// Where a smaller part of the channels is constant, products take them all.
    static final double LEAST_PART = 0.25;

    private final List<Layer> whole;
    private final Map<Linear, Folded> known = new HashMap<>();

    /// @param constants `[inputs]` as [Linear#withConstants] takes them
    private record Folded(float[] constants, Linear linear) {}

    FoldedLayers(SparseTransformer model) {
        this.whole = model.layers();
    }

    List<Layer> under(Interventions interventions) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < whole.size(); l++) {
            Layer layer = whole.get(l);
            layers.add(layer.with(
                    folded(layer.attentionIn(), new Site(l, SiteKind.ATTN_READ), interventions),
                    layer.attentionOut(),
                    folded(layer.mlpIn(), new Site(l, SiteKind.MLP_READ), interventions),
                    folded(layer.mlpOut(), new Site(l, SiteKind.MLP_NEURON), interventions)));
        }
        return layers;
    }

    /// @param site the layer's inputs
    private Linear folded(Linear linear, Site site, Interventions interventions) {
        float[] constants = constants(interventions.at(site), linear.weight().columns());
        Folded before = known.get(linear);
        if (before != null && Arrays.equals(before.constants, constants)) return before.linear;
        int count = 0;
        for (float constant : constants) if (!Float.isNaN(constant)) count++;
        Linear result = count < LEAST_PART * constants.length ? linear : linear.withConstants(constants);
        known.put(linear, new Folded(constants, result));
        return result;
    }

    private static float[] constants(List<Intervention> interventions, int channels) {
        float[] constants = new float[channels];
        Arrays.fill(constants, Float.NaN);
        for (Intervention i : interventions) {
            for (int n = 0; n < i.channels().length; n++) {
                int channel = i.channels()[n];
                if (i.positions() != null) constants[channel] = Float.NaN;
                else if (i.multiply()[n] == 0f) constants[channel] = i.add()[n];
                else constants[channel] = constants[channel] * i.multiply()[n] + i.add()[n];
            }
        }
        return constants;
    }
}
