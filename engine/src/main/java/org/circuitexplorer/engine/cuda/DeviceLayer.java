package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.Layer;
import org.circuitexplorer.engine.model.Norm;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.PositionChannels;
import org.jspecify.annotations.Nullable;

/// The weights of a layer in the device's memory. Addresses are 0 for what a model has not.
///
/// @param attentionPositions normed positions that are concatenated to what the attention reads
/// @param sink a logit for each head
/// @param mlpPositions as `attentionPositions`
record DeviceLayer(
        DeviceNorm attentionNorm,
        long attentionPositions,
        DeviceLinear attentionIn,
        DeviceLinear attentionOut,
        long sink,
        DeviceNorm mlpNorm,
        long mlpPositions,
        DeviceLinear mlpIn,
        DeviceLinear mlpOut) {
    static DeviceLayer upload(SparseTransformer model, int number, DeviceMemory memory) {
        Layer layer = model.layers().get(number);
        float[] sink = layer.sinkLogit();
        return new DeviceLayer(
                DeviceNorm.upload(layer.attentionNorm(), memory),
                positions(model, layer.attentionPositionNorm(), memory),
                DeviceLinear.upload(layer.attentionIn(), memory),
                DeviceLinear.upload(layer.attentionOut(), memory),
                sink == null ? 0 : memory.upload(sink),
                DeviceNorm.upload(layer.mlpNorm(), memory),
                positions(model, layer.mlpPositionNorm(), memory),
                DeviceLinear.upload(layer.mlpIn(), memory),
                DeviceLinear.upload(layer.mlpOut(), memory));
    }

    private static long positions(SparseTransformer model, @Nullable Norm norm, DeviceMemory memory) {
        if (norm == null) return 0;
        return memory.upload(
                PositionChannels.of(model.positionEmbedding(), norm).normed());
    }
}
