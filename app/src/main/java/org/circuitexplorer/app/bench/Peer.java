package org.circuitexplorer.app.bench;

import java.util.Optional;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.SparseTransformer;

/// Another program that runs the same model, to be timed beside ours. Found by [java.util.ServiceLoader]: the
/// distribution has none, the Maven profile `benchmark` adds some.
public interface Peer {
    /// What it is and how it computes.
    String name();

    /// Why it cannot run a model, in one sentence; empty when it can.
    Optional<String> refusal(ModelConfig config);

    /// Prepares a model.
    ///
    /// @param threads number of threads it may use
    Session open(SparseTransformer model, int threads);

    /// A model that is ready to run.
    interface Session extends AutoCloseable {
        /// Logits of sequences of equal length, `[sequences * length, vocabulary]` row-major.
        float[] logits(int[][] sequences);

        @Override
        void close();
    }
}
