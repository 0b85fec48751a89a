package org.circuitexplorer.engine.dense;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/// AbsTopK by sorting: in each column only the k channels of largest magnitude stay. Where magnitudes at the boundary
/// are equal and not zero, all of them stay.
final class DenseTopK {
    private DenseTopK() {}

    /// Keeps the top k of each column in place.
    ///
    /// @param k how many stay; nothing happens when it is at least the number of channels
    /// @param work like x
    static void select(INDArray x, int k, INDArray work) {
        long channels = x.rows();
        if (k >= channels) return;
        if (k == 0) {
            x.assign(0);
            return;
        }
        Transforms.abs(work.assign(x), false);
        Nd4j.sort(work, 0, true);
        INDArray boundary = work.get(NDArrayIndex.point(channels - k), NDArrayIndex.all())
                .dup()
                .reshape(1, x.columns());
        Transforms.abs(work.assign(x), false);
        // 1 where the magnitude is below the boundary.
        DenseMatrices.step(work.subiRowVector(boundary).negi());
        x.muli(work.rsubi(1));
    }

    /// The gradient passes only where a value was kept; where fewer than k values are not zero every zero was among the
    /// kept ones, so there it passes everywhere.
    ///
    /// @param kept the result of [#select]
    /// @param gradient gradient after the selection, becomes the gradient before it
    /// @param work like kept
    static void backward(INDArray kept, INDArray gradient, int k, INDArray work) {
        if (k >= kept.rows()) return;
        DenseMatrices.step(Transforms.abs(work.assign(kept), false));
        INDArray all = DenseMatrices.step(work.sum(true, 0).rsubi(k));
        DenseMatrices.step(work.addiRowVector(all));
        gradient.muli(work);
    }
}
