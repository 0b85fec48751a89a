package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.Site;
import org.nd4j.linalg.api.ndarray.INDArray;

/// Sees values as they pass a site, and may change them in place.
@FunctionalInterface
interface DenseTap {
    /// @param values `[channels of the site, columns]`
    void pass(Site site, INDArray values);

    /// The MLP's values before its function.
    default void beforeFunction(int layer, INDArray values) {}
}
