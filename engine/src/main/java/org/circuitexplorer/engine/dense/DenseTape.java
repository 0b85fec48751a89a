package org.circuitexplorer.engine.dense;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.nd4j.linalg.api.ndarray.INDArray;

/// What the backward pass needs of the forward pass: every site's values before the mask, and the MLP's before their
/// function.
final class DenseTape {
    private final Map<Site, INDArray> values = new HashMap<>();
    private final INDArray[] preActivation;

    DenseTape(ModelConfig config, DenseShape shape) {
        for (Site site : config.sites()) {
            if (site.kind() == SiteKind.ATTN_Y) continue;
            values.put(site, DenseMatrices.activations(config.width(site.kind()), shape.columns()));
        }
        preActivation = new INDArray[config.layers()];
        Arrays.setAll(preActivation, l -> DenseMatrices.activations(config.mlpWidth(), shape.columns()));
    }

    /// A tap that keeps what passes and then masks it.
    DenseTap recording(DenseMask mask) {
        return new DenseTap() {
            @Override
            public void pass(Site site, INDArray passing) {
                INDArray kept = values.get(site);
                if (kept == null) return;
                kept.assign(passing);
                mask.apply(site, passing);
            }

            @Override
            public void beforeFunction(int layer, INDArray passing) {
                preActivation[layer].assign(passing);
            }
        };
    }

    INDArray at(Site site) {
        INDArray kept = values.get(site);
        if (kept == null) throw new IllegalArgumentException(site + " is not on the tape");
        return kept;
    }

    INDArray preActivation(int layer) {
        return preActivation[layer];
    }

    void close() {
        values.values().forEach(INDArray::close);
        for (INDArray array : preActivation) array.close();
    }
}
