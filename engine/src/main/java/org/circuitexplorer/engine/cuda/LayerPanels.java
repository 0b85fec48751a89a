package org.circuitexplorer.engine.cuda;

import org.circuitexplorer.engine.model.ModelConfig;

/// Where the values of one layer lie: as computed, before anything is replaced.
///
/// @param in residual stream before the layer
/// @param read what the attention reads
/// @param heads q, k and v
/// @param y the heads' results
/// @param logTotal address of the log of each softmax's denominator, `[heads][tokens]`
/// @param write what the attention writes
/// @param mid residual stream between attention and MLP
/// @param mlpRead what the MLP reads
/// @param beforeFunction the neurons before their function
/// @param neurons the neurons
/// @param mlpWrite what the MLP writes
/// @param out residual stream after the layer
record LayerPanels(
        DevicePanel in,
        DevicePanel read,
        HeadPanels heads,
        DevicePanel y,
        long logTotal,
        DevicePanel write,
        DevicePanel mid,
        DevicePanel mlpRead,
        DevicePanel beforeFunction,
        DevicePanel neurons,
        DevicePanel mlpWrite,
        DevicePanel out) {
    /// One set of panels for all layers, each value overwritten by the next layer's.
    static LayerPanels shared(ModelConfig config, int tiles, DeviceMemory memory) {
        DevicePanel stream = memory.panel(config.modelWidth(), tiles);
        DevicePanel read = memory.panel(config.readWidth(), tiles);
        DevicePanel write = memory.panel(config.modelWidth(), tiles);
        DevicePanel neurons = memory.panel(config.mlpWidth(), tiles);
        return new LayerPanels(
                stream,
                read,
                heads(config, tiles, memory),
                memory.panel(config.attentionWidth(), tiles),
                memory.panel(config.heads(), tiles).address(),
                write,
                stream,
                read,
                neurons,
                neurons,
                write,
                stream);
    }

    /// Panels of one layer alone, which the backward pass reads.
    ///
    /// @param in the stream that the layer before left
    static LayerPanels taped(ModelConfig config, DevicePanel in, int tiles, DeviceMemory memory) {
        return new LayerPanels(
                in,
                memory.panel(config.readWidth(), tiles),
                heads(config, tiles, memory),
                memory.panel(config.attentionWidth(), tiles),
                memory.panel(config.heads(), tiles).address(),
                memory.panel(config.modelWidth(), tiles),
                memory.panel(config.modelWidth(), tiles),
                memory.panel(config.readWidth(), tiles),
                memory.panel(config.mlpWidth(), tiles),
                memory.panel(config.mlpWidth(), tiles),
                memory.panel(config.modelWidth(), tiles),
                memory.panel(config.modelWidth(), tiles));
    }

    static HeadPanels heads(ModelConfig config, int tiles, DeviceMemory memory) {
        return new HeadPanels(memory.panel(3 * config.attentionWidth(), tiles), config.headWidth());
    }

    /// Floats for each token of [#shared].
    static long sharedFloats(ModelConfig config) {
        return 2L * config.modelWidth()
                + config.readWidth()
                + 4L * config.attentionWidth()
                + config.heads()
                + config.mlpWidth();
    }

    /// Floats for each token of [#taped].
    static long tapedFloats(ModelConfig config) {
        return 4L * config.modelWidth()
                + 2L * config.readWidth()
                + 4L * config.attentionWidth()
                + config.heads()
                + 2L * config.mlpWidth();
    }
}
