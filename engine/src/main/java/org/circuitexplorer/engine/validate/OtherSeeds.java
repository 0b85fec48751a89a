package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.Overlap;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.task.Task;

/// Prunes the task shortly with other seeds, see [SeedOverlap].
final class OtherSeeds {
    private static final int SEEDS = 3;

    private final Subject subject;
    private final Task task;
    private final Lazy<Outcome> circuit;
    private final Lazy<List<CircuitEdge>> edges;
    private final PairRunner runner;
    private final Bootstrap bootstrap;

    /// @param circuit the circuit on unseen pairs
    /// @param runner runs unseen pairs
    OtherSeeds(Subject subject, Task task, Lazy<Outcome> circuit, PairRunner runner, Bootstrap bootstrap) {
        this.subject = subject;
        this.task = task;
        this.circuit = circuit;
        this.edges = new Lazy<>(
                () -> CircuitGraph.of(subject.model(), subject.circuit()).edges());
        this.runner = runner;
        this.bootstrap = bootstrap;
    }

    /// @param seed the others follow this one
    SeedOverlap run(long seed, FinishedParts parts, ProgressListener progress, CancelToken cancel) {
        List<SeedOverlap.Other> others = new ArrayList<>();
        for (int i = 1; i <= SEEDS; i++) {
            progress.at("pruning with other seeds", i - 1, SEEDS);
            long other = seed + i;
            others.add(parts.get("seed " + other, SeedOverlap.Other.class, () -> compare(other, cancel)));
        }
        return new SeedOverlap(others);
    }

    private SeedOverlap.Other compare(long seed, CancelToken cancel) {
        Circuit found = new ShortPruning(subject.circuit().size(), seed)
                .prune(subject.model(), subject.means(), task, subject.workers(), cancel)
                .circuit();
        Outcome other = runner.run(subject.keep(found.mask(subject.index())));
        List<CircuitEdge> otherEdges = CircuitGraph.of(subject.model(), found).edges();
        double[] agreement = other.disagreement(circuit.get());
        for (int p = 0; p < agreement.length; p++) agreement[p] = 1 - agreement[p];
        return new SeedOverlap.Other(
                seed,
                found.size(),
                otherEdges.size(),
                other.result().loss(),
                Overlap.of(subject.circuit().nodeSet(), found.nodeSet()).jaccard(),
                Overlap.of(edges.get(), otherEdges).jaccard(),
                bootstrap.mean(agreement));
    }
}
