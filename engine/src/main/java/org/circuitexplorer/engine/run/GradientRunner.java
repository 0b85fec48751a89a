package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.tensor.Panel;

/// Forward and backward over one batch under a node mask `x' = x * m + mean * (1 - m)`: logits at the last token of
/// every sequence, and the gradient of whatever the caller makes of them with respect to every node's m. One caller at
/// a time.
public interface GradientRunner extends AutoCloseable {
    /// Logits at the last token of every sequence: a channel per listed token, a column per sequence.
    ///
    /// @param mask a value for each node of the model's index
    /// @param means a mean for each node
    /// @throws DeviceException when the device fails
    Panel forward(float[] mask, float[] means);

    /// The gradient with respect to the mask, after a call of [#forward] with the same mask and means.
    ///
    /// @param logitGradient gradient of the logits, shaped like them
    /// @param result `[NodeIndex.size()]`, overwritten
    /// @throws DeviceException when the device fails
    void backward(Panel logitGradient, float[] mask, float[] means, float[] result);

    /// Gives back what the pass holds on its device.
    @Override
    default void close() {}
}
