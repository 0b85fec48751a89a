package org.circuitexplorer.engine.dense;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.Site;
import org.nd4j.linalg.api.ndarray.INDArray;

/// A node mask `x' = x * m + mean * (1 - m)` in ND4J's memory. Values must be finite where m is 0.
final class DenseMask {
    private final Map<Site, OfSite> sites = new HashMap<>();

    /// @param multiply m, `[channels, 1]`
    /// @param add `mean * (1 - m)`
    /// @param mean the mean
    private record OfSite(INDArray multiply, INDArray add, INDArray mean) {}

    DenseMask(NodeIndex index, float[] mask, float[] means) {
        for (Site site : index.sites()) {
            int from = index.offset(site);
            int to = from + index.width(site);
            float[] add = new float[to - from];
            for (int c = 0; c < add.length; c++) add[c] = means[from + c] * (1 - mask[from + c]);
            sites.put(
                    site,
                    new OfSite(
                            DenseMatrices.column(Arrays.copyOfRange(mask, from, to)),
                            DenseMatrices.column(add),
                            DenseMatrices.column(Arrays.copyOfRange(means, from, to))));
        }
    }

    /// Masks values in place; does nothing at a site without nodes.
    void apply(Site site, INDArray values) {
        OfSite of = sites.get(site);
        if (of != null) values.muliColumnVector(of.multiply).addiColumnVector(of.add);
    }

    /// Takes a gradient back through the mask.
    ///
    /// @param before values before the mask
    /// @param gradient gradient after the mask, becomes the gradient before it
    /// @param work like before
    /// @return the gradient of m, `sum(gradient * (before - mean))` for each channel
    float[] backward(Site site, INDArray before, INDArray gradient, INDArray work) {
        OfSite of = sites.get(site);
        if (of == null) throw new IllegalArgumentException(site + " has no nodes");
        work.assign(before).subiColumnVector(of.mean).muli(gradient);
        float[] slope = work.sum(true, 1).data().asFloat();
        gradient.muliColumnVector(of.multiply);
        return slope;
    }

    void close() {
        for (OfSite of : sites.values()) {
            of.multiply.close();
            of.add.close();
            of.mean.close();
        }
    }
}
