package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/// The elementwise functions of a model, forward and backward.
final class DenseFunction {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

    private DenseFunction() {}

    /// Applies the function in place.
    ///
    /// @param work like x
    static void forward(Activation function, INDArray x, INDArray work) {
        switch (function) {
            case IDENTITY -> {}
            case RELU -> Transforms.relu(x, false);
            case GELU -> x.muli(distribution(x, work));
        }
    }

    /// Multiplies the gradient after the function by the function's derivative.
    ///
    /// @param before values before the function
    /// @param gradient gradient after the function, becomes the gradient before it
    /// @param work like before
    /// @param other like before
    static void backward(Activation function, INDArray before, INDArray gradient, INDArray work, INDArray other) {
        switch (function) {
            case IDENTITY -> {}
            case RELU -> gradient.muli(DenseMatrices.step(work.assign(before)));
            case GELU -> {
                other.assign(before).muli(before).muli(-0.5);
                Transforms.exp(other, false).muli(before).muli(DENSITY_AT_ZERO);
                gradient.muli(distribution(before, work).addi(other));
            }
        }
    }

    /// The probability that a standard normal variable is below each value.
    private static INDArray distribution(INDArray x, INDArray work) {
        work.assign(x).muli(ROOT_HALF);
        Nd4j.exec(new Erf(work, work));
        return work.addi(1).muli(0.5);
    }
}
