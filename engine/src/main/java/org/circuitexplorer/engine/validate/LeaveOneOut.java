package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private final Subject subject;
    private final List<PromptPair> pairs;
    private final Bootstrap bootstrap;
    private final float[] mask;
    private final CompiledCircuit compiled;
    private final double[] whole;

    LeaveOneOut(Subject subject, List<PromptPair> pairs, Bootstrap bootstrap) {
        this.subject = subject;
        this.pairs = pairs;
        this.bootstrap = bootstrap;
        this.mask = subject.mask();
        this.compiled = compiled(subject.model());
        this.whole = Outcome.perPair(compiled.evaluate(mask).losses());
    }

    /// The effect of every node, the largest first.
    List<NodeEffect> nodes(ProgressListener progress, CancelToken cancel) {
        List<NodeEffect> effects = new ArrayList<>();
        for (NodeId node : subject.circuit().nodeSet()) {
            cancel.throwIfCancelled();
            progress.at(
                    "leaving out each node", effects.size(), subject.circuit().size());
            float[] less = mask.clone();
            less[subject.index().indexOf(node)] = 0;
            effects.add(new NodeEffect(node, rise(compiled.evaluate(less))));
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
            float mean = subject.means()[subject.index().indexOf(edge.source())];
            SparseTransformer without = EdgeAblation.of(subject.model(), edge, mean);
            effects.add(new EdgeEffect(edge, rise(compiled(without).evaluate(mask))));
        }
        effects.sort(Comparator.comparingDouble((EdgeEffect e) -> -e.rise().value()));
        return effects;
    }

    private CompiledCircuit compiled(SparseTransformer model) {
        return new CompiledCircuit(model, pairs, subject.means(), mask, subject.workers());
    }

    private Estimate rise(TaskResult result) {
        double[] rise = Outcome.perPair(result.losses());
        for (int i = 0; i < rise.length; i++) rise[i] -= whole[i];
        return bootstrap.mean(rise);
    }
}
