package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.model.SparseTransformer;

/// Where passes are computed: the processor, or something faster. Holds what it needs until it is closed; models and
/// passes opened on it must be closed before.
public interface Device extends AutoCloseable {
    /// What it is, for people: `CPU, 8 threads`.
    String description();

    /// Makes a model ready to run here.
    ///
    /// @throws DeviceException when the device cannot hold or serve this model
    ModelOnDevice open(SparseTransformer model);

    /// Gives back what the device holds.
    @Override
    void close();
}
