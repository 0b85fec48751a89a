package org.circuitexplorer.engine.dense;

import java.util.HashMap;
import java.util.Map;
import org.circuitexplorer.engine.model.ModelConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/// The arrays of a pass over batches of one shape, made once: the residual stream and the current layer's values.
/// N columns are S sequences of L, shorter ones padded at the end; what stands in padding reaches nothing.
final class DenseWork {
    final DenseShape shape;
    final INDArray stream;
    final INDArray read;
    final INDArray q;
    final INDArray k;
    final INDArray v;
    final INDArray y;
    final INDArray write;
    final INDArray neurons;
    final DenseAttention attention;
    private final Map<Spare, INDArray> spare = new HashMap<>();

    DenseWork(ModelConfig config, DenseShape shape) {
        this.shape = shape;
        stream = array(config.modelWidth());
        read = array(config.readWidth());
        q = array(config.attentionWidth());
        k = array(config.attentionWidth());
        v = array(config.attentionWidth());
        y = array(config.attentionWidth());
        write = array(config.modelWidth());
        neurons = array(config.mlpWidth());
        attention = new DenseAttention(config, shape.sequences(), shape.length());
    }

    private INDArray array(int channels) {
        return DenseMatrices.activations(channels, shape.columns());
    }

    /// Working memory shaped like an array, without meaning; those of different numbers do not overlap.
    ///
    /// @param which a small number
    INDArray like(INDArray array, int which) {
        int channels = Math.toIntExact(array.rows());
        int columns = Math.toIntExact(array.columns());
        return spare.computeIfAbsent(
                new Spare(channels, columns, which), s -> DenseMatrices.activations(channels, columns));
    }

    private record Spare(int channels, int columns, int which) {}

    void close() {
        for (INDArray array : new INDArray[] {stream, read, q, k, v, y, write, neurons}) array.close();
        spare.values().forEach(INDArray::close);
        attention.close();
    }
}
