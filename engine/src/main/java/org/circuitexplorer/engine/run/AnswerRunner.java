package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.tensor.Panel;

/// Logits of a few tokens after the last token of every sequence of a fixed batch. One caller at a time.
public interface AnswerRunner extends AutoCloseable {
    /// A channel per listed token, a column per sequence.
    ///
    /// @throws DeviceException when the device fails
    Panel logits(Interventions interventions);

    /// Gives back what the pass holds on its device.
    @Override
    default void close() {}
}
