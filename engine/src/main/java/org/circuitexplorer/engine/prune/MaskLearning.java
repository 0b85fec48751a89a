package org.circuitexplorer.engine.prune;

/// Learns which nodes to keep, step by step, wherever it is computed. One caller at a time.
public interface MaskLearning extends AutoCloseable {
    /// Whether all steps have been done.
    boolean isDone();

    /// Does the next step.
    ///
    /// @throws org.circuitexplorer.engine.run.DeviceException when the device fails
    void step();

    /// Steps done.
    int steps();

    /// Task loss at the last step, on its batch.
    double loss();

    /// Number of nodes kept at the last step.
    int kept();

    /// A copy of the last step's mask.
    float[] mask();

    /// A copy of the parameters; a node is kept while its parameter is not negative.
    float[] tau();

    /// Gives back what is held on a device.
    @Override
    default void close() {}
}
