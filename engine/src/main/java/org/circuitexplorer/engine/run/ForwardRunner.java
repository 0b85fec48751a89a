package org.circuitexplorer.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
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

    /// The same with interventions of its own for every sequence; one after the other where a device cannot do some
    /// together.
    ///
    /// @param ofSequence by number of the sequence, asked for shortly before it is needed
    default Activations runEach(
            TokenBatch batch, IntFunction<Interventions> ofSequence, Set<Site> record, LogitsAt logits) {
        List<Activations> passes = new ArrayList<>();
        for (int s = 0; s < batch.sequences(); s++) {
            passes.add(run(TokenBatch.of(batch.sequence(s)), ofSequence.apply(s), record, logits));
        }
        return Activations.joined(passes);
    }

    /// Gives back what the pass holds on its device.
    @Override
    default void close() {}
}
