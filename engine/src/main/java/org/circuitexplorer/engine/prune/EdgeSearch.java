package org.circuitexplorer.engine.prune;

import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.circuit.UsedEdges;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.CancelledException;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeIndex;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;

/// Finds the edges that a circuit really uses. An ablated edge carries its source's mean; edges go, the cheapest first,
/// several times, with noise on the prices but for the first time, and the fewest edges win. Of these none can go
/// without exceeding the target loss, and no two of the twenty whose removal adds least.
public final class EdgeSearch {
    /// Removals, where there are few edges.
    private static final int MOST_ATTEMPTS = 12;

    /// So many edges are there to begin with in all attempts together, but the first is always made.
    private static final int EFFORT = 1500;

    private static final double NOISE = 0.5;

    private final SparseTransformer model;
    private final float[] means;
    private final Workers workers;

    /// @param means the value at which each node of the model is frozen when it is not kept
    public EdgeSearch(SparseTransformer model, float[] means, Workers workers) {
        this.model = model;
        this.means = means;
        this.workers = workers;
    }

    /// Searches on a task's training pairs, and measures on those and on its test pairs, with the full model.
    ///
    /// @param target loss to keep to, nats; a circuit whose loss is larger keeps to that
    /// @param kind which loss
    /// @throws CancelledException when cancelled
    public UsedEdges find(
            Circuit circuit,
            Task task,
            double target,
            LossKind kind,
            long seed,
            ProgressListener progress,
            CancelToken cancel) {
        List<PromptPair> pairs = task.seen();
        SortedSet<CircuitEdge> used = used(circuit, pairs, target, kind, seed, progress, cancel);
        return new UsedEdges(used, CircuitSearch.pairLosses(task, part -> evaluate(circuit, used, part)));
    }

    SortedSet<CircuitEdge> used(
            Circuit circuit,
            List<PromptPair> pairs,
            double target,
            LossKind kind,
            long seed,
            ProgressListener progress,
            CancelToken cancel) {
        List<CircuitEdge> edges = CircuitGraph.of(model, circuit).edges();
        float[] nodes = circuit.mask(new NodeIndex(model.config()));
        Random random = new Random(seed);
        int attempts = edges.isEmpty() ? 0 : Math.clamp(EFFORT / edges.size(), 1, MOST_ATTEMPTS);
        EdgeLoss objective = new EdgeLoss(model, pairs, edges, nodes, means, kind, workers);
        float[] all = objective.all();
        Candidate start = new Candidate(all, objective.loss(all));
        GreedyRemoval removal = new GreedyRemoval(
                objective, new EdgeIndex(edge -> new int[0]), Math.max(target, start.loss()), cancel, fewer -> {});
        Candidate best = start;
        for (int attempt = 0; attempt < attempts; attempt++) {
            progress.at("looking for the edges that are used", attempt, attempts);
            Candidate found =
                    attempt == 0 ? removal.removeSingly(start, 0, random) : removal.removeQuickly(start, NOISE, random);
            boolean fewer = found.nodes() < best.nodes();
            if (fewer || (found.nodes() == best.nodes() && found.loss() < best.loss())) best = found;
        }
        best = removal.removePairs(removal.removeSingly(best, 0, random), random);
        SortedSet<CircuitEdge> used = new TreeSet<>();
        for (int i = 0; i < edges.size(); i++) if (best.mask()[i] != 0f) used.add(edges.get(i));
        return used;
    }

    /// The full model with the circuit's nodes and only these of the edges between them.
    private TaskResult evaluate(Circuit circuit, SortedSet<CircuitEdge> used, List<PromptPair> pairs) {
        SortedSet<CircuitEdge> others =
                new TreeSet<>(CircuitGraph.of(model, circuit).edges());
        others.removeAll(used);
        try (TaskEvaluator evaluator = new TaskEvaluator(EdgeAblation.of(model, others, means), pairs, workers)) {
            return evaluator.evaluate(circuit.mask(new NodeIndex(model.config())), means);
        }
    }
}
