package org.circuitexplorer.engine.prune;

import java.util.List;
import java.util.function.IntPredicate;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.CpuDevice;
import org.circuitexplorer.engine.run.DeviceException;
import org.circuitexplorer.engine.run.ModelOnDevice;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.PromptPair;

/// Finds small circuits: ranks all nodes, cuts the ranking where the target loss is met, removes what is superfluous,
/// and searches for something smaller still.
public final class Pruner {
    private final float[] means;
    private final Workers workers;
    private final ModelOnDevice device;
    private final IntPredicate goesOn;

    /// Computes on the processor.
    ///
    /// @param means the value at which each node of the model is frozen when it is not kept
    public Pruner(SparseTransformer model, float[] means, Workers workers) {
        this(CpuDevice.open(model, workers), means, workers);
    }

    /// @param device computes whole passes and their gradients; compiled circuits stay with the workers
    /// @param means the value at which each node of the model is frozen when it is not kept
    public Pruner(ModelOnDevice device, float[] means, Workers workers) {
        this(device, means, workers, kicks -> true);
    }

    private Pruner(ModelOnDevice device, float[] means, Workers workers, IntPredicate goesOn) {
        this.means = means;
        this.workers = workers;
        this.device = device;
        this.goesOn = goesOn;
    }

    /// The same with an end of its refinement: it asks before each kick, with how many there were. All else comes to
    /// its
    /// end whatever the answer, so that of the circuit no single node can go.
    public Pruner refiningWhile(IntPredicate condition) {
        return new Pruner(device, means, workers, condition);
    }

    /// Finds a circuit. The same pairs and settings give the same circuit on any number of threads.
    ///
    /// @param pairs training pairs
    /// @param cancel when cancelled, the best circuit so far is returned
    /// @throws DeviceException when the device fails before it has begun; when it fails later, the best circuit so
    ///     far is returned
    public PruneResult prune(
            List<PromptPair> pairs, PruneSettings settings, PruneProgress.Listener listener, CancelToken cancel) {
        return new PruneRun(device, means, workers, pairs, settings, goesOn, new ProgressReport(listener), cancel)
                .run();
    }
}
