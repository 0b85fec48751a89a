package org.circuitexplorer.engine.cuda;

import java.util.List;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.tensor.CsrMatrix;
import org.jspecify.annotations.Nullable;

/// A model's weights in the device's memory.
///
/// @param positionEmbedding null when positions are concatenated
/// @param bigram null when the model has none
record DeviceModel(
        ModelConfig config,
        DeviceMatrix tokenEmbedding,
        @Nullable DeviceMatrix positionEmbedding,
        List<DeviceLayer> layers,
        DeviceNorm finalNorm,
        @Nullable DeviceMatrix bigram) {
    static DeviceModel upload(SparseTransformer model, DeviceMemory memory) {
        ModelConfig config = model.config();
        boolean added = config.positionWidth() == 0;
        CsrMatrix bigram = model.bigram();
        return new DeviceModel(
                config,
                DeviceMatrix.upload(model.tokenEmbedding(), memory),
                added ? DeviceMatrix.upload(model.positionEmbedding(), memory) : null,
                IntStream.range(0, config.layers())
                        .mapToObj(l -> DeviceLayer.upload(model, l, memory))
                        .toList(),
                DeviceNorm.upload(model.finalNorm(), memory),
                bigram == null ? null : DeviceMatrix.upload(bigram, memory));
    }
}
