package org.circuitexplorer.engine.dense;

import org.circuitexplorer.engine.model.ModelConfig;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/// Causal attention with a sink, all heads of all sequences at once, forward and backward. S sequences of L columns,
/// H heads of K channels; heads are worked on as `[S, H, L, K]`.
final class DenseAttention {
    private static final MMulTranspose PLAIN = new MMulTranspose(false, false, false);
    private static final MMulTranspose FIRST = new MMulTranspose(true, false, false);
    private static final MMulTranspose SECOND = new MMulTranspose(false, true, false);

    private final long[] packed;
    private final double scale;
    private final INDArray query;
    private final INDArray key;
    private final INDArray value;
    private final INDArray result;
    private final INDArray resultGradient;
    private final INDArray probabilities;
    private final INDArray slopes;
    /// `[1, 1, L, L]`: zero where a query may look, minus infinity ahead of it.
    private final INDArray causal;

    DenseAttention(ModelConfig config, int sequences, int length) {
        int heads = config.heads();
        int width = config.headWidth();
        packed = new long[] {sequences, length, heads, width};
        scale = 1 / Math.sqrt(width);
        query = heads(sequences, heads, length, width);
        key = heads(sequences, heads, length, width);
        value = heads(sequences, heads, length, width);
        result = heads(sequences, heads, length, width);
        resultGradient = heads(sequences, heads, length, width);
        probabilities = heads(sequences, heads, length, length);
        slopes = heads(sequences, heads, length, length);
        causal = ahead(length);
    }

    private static INDArray heads(long... shape) {
        return Nd4j.create(DataType.FLOAT, shape);
    }

    private static INDArray ahead(int length) {
        float[] values = new float[length * length];
        for (int q = 0; q < length; q++) {
            for (int k = q + 1; k < length; k++) values[q * length + k] = Float.NEGATIVE_INFINITY;
        }
        return Nd4j.create(values, new long[] {1, 1, length, length}, 'c');
    }

    /// @param sink `[1, H, 1, 1]` logit of each head's sink
    /// @param y `[H * K, S * L]`, overwritten, as q, k and v are shaped
    void forward(INDArray q, INDArray k, INDArray v, @Nullable INDArray sink, INDArray y) {
        attend(q, k, v, sink);
        multiply(probabilities, value, result, PLAIN);
        byHead(y).assign(result);
    }

    /// From the gradient of y to those of q, k and v, which are overwritten.
    void backward(
            INDArray q,
            INDArray k,
            INDArray v,
            @Nullable INDArray sink,
            INDArray dy,
            INDArray dq,
            INDArray dk,
            INDArray dv) {
        attend(q, k, v, sink);
        resultGradient.assign(byHead(dy));
        multiply(probabilities, resultGradient, result, FIRST);
        byHead(dv).assign(result);
        multiply(resultGradient, value, slopes, SECOND);
        // The sink's value is 0, so it adds nothing to the mean slope.
        slopes.muli(probabilities);
        INDArray mean = slopes.sum(true, 3);
        slopes.subi(probabilities.muli(mean)).muli(scale);
        multiply(slopes, key, result, PLAIN);
        byHead(dq).assign(result);
        multiply(slopes, query, result, FIRST);
        byHead(dk).assign(result);
    }

    /// Leaves where each head looks in `probabilities`.
    private void attend(INDArray q, INDArray k, INDArray v, @Nullable INDArray sink) {
        query.assign(byHead(q));
        key.assign(byHead(k));
        value.assign(byHead(v));
        multiply(query, key, probabilities, SECOND);
        probabilities.muli(scale).addi(causal);
        INDArray largest = probabilities.max(true, 3);
        if (sink != null) largest = Transforms.max(largest, sink.broadcast(largest.shape()), false);
        probabilities.subi(largest);
        Transforms.exp(probabilities, false);
        INDArray total = probabilities.sum(true, 3);
        if (sink != null) total.addi(Transforms.exp(largest.rsubi(sink.broadcast(largest.shape())), false));
        probabilities.divi(total);
    }

    private static void multiply(INDArray a, INDArray b, INDArray out, MMulTranspose how) {
        Nd4j.exec(new Mmul(a, b, out, how));
    }

    /// A view `[S, H, L, K]` of `[H * K, S * L]`.
    private INDArray byHead(INDArray panel) {
        return panel.transpose().reshape('c', packed).permute(0, 2, 1, 3);
    }

    void close() {
        for (INDArray array :
                new INDArray[] {query, key, value, result, resultGradient, probabilities, slopes, causal}) {
            array.close();
        }
    }
}
