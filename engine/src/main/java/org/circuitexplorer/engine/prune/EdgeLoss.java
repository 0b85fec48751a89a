package org.circuitexplorer.engine.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Workers;
import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.PromptPair;

/// Task loss of a circuit of which some edges carry their sources' means. A mask has a value for each edge: 1 where it
/// is
/// kept, 0 where it is ablated.
final class EdgeLoss implements MaskLoss {
    private final SparseTransformer model;
    private final List<CircuitEdge> edges;
    private final float[] nodes;
    private final float[] means;
    private final LossKind kind;
    /// The mask that was remembered, and the model and the circuit without its ablated edges.
    private float[] known;

    private SparseTransformer knownModel;
    private CompiledCircuit compiled;

    /// @param edges the edges between the nodes of the circuit
    /// @param nodes 1 at every node of the circuit
    EdgeLoss(
            SparseTransformer model,
            List<PromptPair> pairs,
            List<CircuitEdge> edges,
            float[] nodes,
            float[] means,
            LossKind kind,
            Workers workers) {
        this.model = model;
        this.edges = List.copyOf(edges);
        this.nodes = nodes;
        this.means = means;
        this.kind = kind;
        this.known = all();
        this.knownModel = model;
        this.compiled = new CompiledCircuit(model, pairs, means, nodes, workers).only(nodes);
        compiled.remember(nodes);
    }

    /// The mask of all edges.
    float[] all() {
        float[] all = new float[edges.size()];
        Arrays.fill(all, 1f);
        return all;
    }

    @Override
    public double loss(float[] mask) {
        return kind.of(compiled.with(edited(mask)).evaluate(nodes));
    }

    @Override
    public void remember(float[] mask) {
        knownModel = edited(mask);
        known = mask.clone();
        compiled = compiled.with(knownModel);
        compiled.remember(nodes);
    }

    /// Made of what is remembered where that only takes ablating more, so that untouched sublayers stay compiled.
    private SparseTransformer edited(float[] mask) {
        boolean widens = false;
        for (int i = 0; i < mask.length; i++) widens |= mask[i] != 0f && known[i] == 0f;
        List<CircuitEdge> ablated = new ArrayList<>();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0f && (widens || known[i] != 0f)) ablated.add(edges.get(i));
        }
        return EdgeAblation.of(widens ? model : knownModel, ablated, means);
    }
}
