package org.circuitexplorer.engine.prune;

import java.util.List;
import org.circuitexplorer.engine.task.PromptPair;

/// A model on a device that does whole steps of learning a mask there, so that nothing but the loss and the number of
/// nodes comes back.
public interface LearnsMasks {
    /// @param targetLoss task loss that the circuit must reach
    /// @param batches prompt pairs of a step, used one list after the other, again and again
    /// @param means a mean for each node
    /// @param tau the first parameters, equal where they are tied
    /// @param ties nodes that share the mean of their gradients
    /// @throws org.circuitexplorer.engine.run.DeviceException when the device has not enough memory
    MaskLearning learner(
            MaskSettings settings,
            double targetLoss,
            List<List<PromptPair>> batches,
            float[] means,
            float[] tau,
            TiedHeads ties);
}
