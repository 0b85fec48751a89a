package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/// `y = W x + b` with all weights.
///
/// @param weight `[out, in]`
/// @param bias `[out, 1]`
record DenseLinear(INDArray weight, INDArray bias) {
    static DenseLinear of(CsrMatrix weight, float[] bias) {
        return new DenseLinear(DenseMatrices.weight(weight), DenseMatrices.column(bias));
    }

    /// @param y `[out, columns]`, overwritten
    void forward(INDArray x, INDArray y) {
        weight.mmuli(x, y);
        y.addiColumnVector(bias);
    }

    /// The gradient of x.
    ///
    /// @param dx `[in, columns]`, overwritten
    void backward(INDArray dy, INDArray dx) {
        weight.transpose().mmuli(dy, dx);
    }

    void close() {
        weight.close();
        bias.close();
    }
}
