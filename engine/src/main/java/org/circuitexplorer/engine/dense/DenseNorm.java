package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/// RMSNorm and LayerNorm over the channels of each column: see [org.circuitexplorer.engine.kernel.Normalization].
///
/// @param rms RMSNorm instead of LayerNorm
/// @param epsilon what is added inside the root
/// @param weight `[width, 1]`
/// @param bias `[width, 1]`
record DenseNorm(boolean rms, float epsilon, INDArray weight, INDArray bias) {
    static DenseNorm of(Norm norm) {
        return new DenseNorm(
                norm.rms(), norm.epsilon(), DenseMatrices.column(norm.weight()), DenseMatrices.column(norm.bias()));
    }

    /// @param y `[width, columns]`, overwritten
    /// @param work like y
    void forward(INDArray x, INDArray y, INDArray work) {
        y.muliRowVector(normalized(x, y, work));
        y.muliColumnVector(weight);
        y.addiColumnVector(bias);
    }

    /// Adds the gradient of x.
    ///
    /// @param dy gradient of y, overwritten
    /// @param dx `[width, columns]`, added to
    /// @param work like x
    /// @param other like x
    void backward(INDArray x, INDArray dy, INDArray dx, INDArray work, INDArray other) {
        INDArray scale = normalized(x, other, work);
        other.muliRowVector(scale);
        dy.muliColumnVector(weight);
        work.assign(dy).muli(other);
        other.muliRowVector(work.mean(true, 0));
        INDArray mean = rms ? null : dy.mean(true, 0);
        dy.subi(other);
        if (mean != null) dy.subiRowVector(mean);
        dy.muliRowVector(scale);
        dx.addi(dy);
    }

    /// Leaves `x - mean` in `centred`.
    ///
    /// @return the scale of each column, `[1, columns]`
    private INDArray normalized(INDArray x, INDArray centred, INDArray work) {
        centred.assign(x);
        if (!rms) centred.subiRowVector(x.mean(true, 0));
        work.assign(centred).muli(centred);
        INDArray root = Transforms.sqrt(work.mean(true, 0).addi(epsilon), false);
        return root.rdivi(1);
    }

    void close() {
        weight.close();
        bias.close();
    }
}
