package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/// How ND4J's arrays are made here. Activations are `[channels, columns]` in f-order, a token's channels side by side:
/// products write into such arrays without a copy.
final class DenseMatrices {
    private DenseMatrices() {}

    /// A matrix for activations, zero.
    static INDArray activations(int channels, int columns) {
        return Nd4j.create(DataType.FLOAT, new long[] {channels, columns}, 'f');
    }

    /// Values `[columns][channels]`, a token's channels side by side, as activations.
    static INDArray activations(float[] values, int channels, int columns) {
        return Nd4j.create(values, new long[] {channels, columns}, 'f');
    }

    /// A weight `[rows, columns]` with its zeros.
    static INDArray weight(CsrMatrix sparse) {
        return Nd4j.create(sparse.toRowMajor(), new long[] {sparse.rows(), sparse.columns()}, 'c');
    }

    /// A value for each channel, `[channels, 1]`.
    static INDArray column(float[] values) {
        return Nd4j.create(values, new long[] {values.length, 1}, 'c');
    }

    /// 1 where a value is above 0 and 0 elsewhere, in place.
    static INDArray step(INDArray values) {
        Nd4j.exec(new Step(values, values, 0.0));
        return values;
    }
}
