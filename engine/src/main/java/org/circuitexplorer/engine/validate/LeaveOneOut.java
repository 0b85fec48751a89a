package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CircuitGraph;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskResult;

/// The circuit without each of its nodes and each of its edges in turn: minimality, in the words of Wang et al. 2022
/// (arXiv 2211.00593, section 4).
final class LeaveOneOut {
    /// Pairs are made of so many nodes.
    private static final int IN_PAIRS = 20;

    private final Subject subject;
    private final Bootstrap bootstrap;
    private final float[] mask;
    private final CompiledCircuit compiled;
    private final double[] whole;

    LeaveOneOut(Subject subject, List<PromptPair> pairs, Bootstrap bootstrap) {
        this.subject = subject;
        this.bootstrap = bootstrap;
        this.mask = subject.mask();
        this.compiled = new CompiledCircuit(subject.model(), pairs, subject.means(), mask, subject.workers());
        compiled.remember(mask);
        this.whole = Outcome.perPair(compiled.evaluate(mask).losses());
    }

    /// The effect of every node, the largest first.
    List<NodeEffect> nodes(ProgressListener progress, CancelToken cancel) {
        List<NodeEffect> effects = new ArrayList<>();
        for (NodeId node : subject.circuit().nodeSet()) {
            cancel.throwIfCancelled();
            progress.at(
                    "leaving out each node", effects.size(), subject.circuit().size());
            effects.add(new NodeEffect(node, rise(compiled.evaluate(without(node)))));
        }
        effects.sort(Comparator.comparingDouble((NodeEffect e) -> -e.rise().value()));
        return effects;
    }

    /// The effect of every edge, the largest first.
    List<EdgeEffect> edges(ProgressListener progress, CancelToken cancel) {
        List<CircuitEdge> all =
                CircuitGraph.of(subject.model(), subject.circuit()).edges();
        List<EdgeEffect> effects = new ArrayList<>();
        for (CircuitEdge edge : all) {
            cancel.throwIfCancelled();
            progress.at("leaving out each edge", effects.size(), all.size());
            SparseTransformer without = EdgeAblation.of(subject.model(), List.of(edge), subject.means());
            effects.add(new EdgeEffect(edge, rise(compiled.with(without).evaluate(mask))));
        }
        effects.sort(Comparator.comparingDouble((EdgeEffect e) -> -e.rise().value()));
        return effects;
    }

    /// The two nodes that cost least together, of the twenty that cost least alone; empty when there are no two.
    ///
    /// @param effects the effect of every node, the largest first
    Optional<WeakestPair> weakestPair(List<NodeEffect> effects, ProgressListener progress, CancelToken cancel) {
        List<NodeEffect> weak = effects.subList(Math.max(0, effects.size() - IN_PAIRS), effects.size());
        int pairs = weak.size() * (weak.size() - 1) / 2;
        double least = Double.POSITIVE_INFINITY;
        Optional<WeakestPair> found = Optional.empty();
        int tried = 0;
        for (int a = 0; a < weak.size(); a++) {
            for (int b = a + 1; b < weak.size(); b++) {
                cancel.throwIfCancelled();
                progress.at("leaving out pairs of nodes", tried++, pairs);
                TaskResult without = compiled.evaluate(
                        without(weak.get(a).node(), weak.get(b).node()));
                if (without.loss() >= least) continue;
                least = without.loss();
                found = Optional.of(
                        new WeakestPair(weak.get(a).node(), weak.get(b).node(), rise(without), pairs));
            }
        }
        return found;
    }

    private float[] without(NodeId... nodes) {
        float[] less = mask.clone();
        for (NodeId node : nodes) less[subject.index().indexOf(node)] = 0;
        return less;
    }

    private Estimate rise(TaskResult result) {
        double[] rise = Outcome.perPair(result.losses());
        for (int i = 0; i < rise.length; i++) rise[i] -= whole[i];
        return bootstrap.mean(rise);
    }
}
