package org.circuitexplorer.engine.run;

import java.util.Set;
import org.circuitexplorer.engine.model.Site;

/// Runs a model over token sequences. One caller at a time.
public interface ForwardRunner extends AutoCloseable {
    /// @param batch sequences of at most the model's block size
    /// @param interventions what is replaced on the way
    /// @param record sites to record
    /// @param logits where logits are wanted
    /// @throws IllegalArgumentException when a token is not in the vocabulary or a sequence is too long
    /// @throws DeviceException when the device fails
    Activations run(TokenBatch batch, Interventions interventions, Set<Site> record, LogitsAt logits);

    /// Gives back what the pass holds on its device.
    @Override
    default void close() {}
}
