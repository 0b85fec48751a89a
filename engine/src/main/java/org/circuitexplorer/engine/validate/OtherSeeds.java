package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.List;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.io.FinishedParts;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.task.Task;

/// Prunes the task shortly with other seeds, see [SeedOverlap].
final class OtherSeeds {
    private static final int SEEDS = 3;

    private final Subject subject;
    private final Task task;
    private final Lazy<Outcome> circuit;
    private final PairRunner runner;
    private final Bootstrap bootstrap;

    /// @param circuit the circuit on unseen pairs
    /// @param runner runs unseen pairs
    OtherSeeds(Subject subject, Task task, Lazy<Outcome> circuit, PairRunner runner, Bootstrap bootstrap) {
        this.subject = subject;
        this.task = task;
        this.circuit = circuit;
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
        List<List<NodeId>> nodes = new ArrayList<>();
        List<List<CircuitEdge>> edges = new ArrayList<>();
        add(subject.circuit(), nodes, edges);
        others.forEach(other -> add(Circuit.of(other.found()), nodes, edges));
        return SeedOverlap.of(others, nodes, edges);
    }

    private void add(Circuit circuit, List<List<NodeId>> nodes, List<List<CircuitEdge>> edges) {
        nodes.add(List.copyOf(circuit.nodeSet()));
        edges.add(CircuitGraph.of(subject.model(), circuit).edges());
    }

    private SeedOverlap.Other compare(long seed, CancelToken cancel) {
        Circuit found = new ShortPruning(subject.circuit().size(), seed)
                .prune(subject.model(), subject.means(), task, subject.workers(), cancel)
                .circuit();
        Outcome other = runner.run(subject.keep(found.mask(subject.index())));
        double[] agreement = other.disagreement(circuit.get());
        for (int p = 0; p < agreement.length; p++) agreement[p] = 1 - agreement[p];
        return new SeedOverlap.Other(
                seed,
                List.copyOf(found.nodeSet()),
                CircuitGraph.of(subject.model(), found).edges().size(),
                other.result().loss(),
                bootstrap.mean(agreement));
    }
}
