package org.circuitexplorer.app.workspace;

import java.util.Optional;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.circuit.NodeMask;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;
import org.jspecify.annotations.Nullable;

/// What a circuit makes of the test pairs of its task. It is compiled, so that an ablation costs a small part of a full
/// pass; without a circuit the whole model runs. For one thread at a time.
final class PairLoss {
    private final OpenModel model;
    private final Task task;
    private final TaskEvaluator evaluator;
    private final Optional<NodeMask> circuit;
    private final NodeMask whole;
    private final Optional<NodeMask> complement;
    private float[] universe;
    private @Nullable CompiledCircuit compiled;
    private @Nullable TaskResult plain;

    PairLoss(OpenModel model, Task task, Optional<CircuitDocument> document) {
        this.model = model;
        this.task = task;
        this.evaluator = new TaskEvaluator(model.transformer(), task.test(), model.workers());
        this.whole = NodeMask.ones(model.nodes());
        this.circuit =
                document.map(d -> new NodeMask(model.nodes(), d.circuit().mask(model.nodes()), d.means(model.nodes())));
        this.complement = document.map(
                d -> new NodeMask(model.nodes(), d.circuit().complementMask(model.nodes()), d.means(model.nodes())));
        this.universe = circuit.map(c -> c.mask().clone()).orElse(new float[0]);
    }

    boolean hasCircuit() {
        return circuit.isPresent();
    }

    /// The circuit, or the whole model where there is none, without ablations.
    NodeMask unablated() {
        return circuit.orElse(whole);
    }

    /// What the whole model makes of the pairs.
    double ofModel() {
        return full(whole).loss();
    }

    /// What the model without the circuit makes of them; what the whole model does where there is none.
    double withoutCircuit() {
        return full(complement.orElse(whole)).loss();
    }

    /// What the circuit makes of them without ablations.
    TaskResult plain() {
        TaskResult known = plain;
        if (known == null) plain = known = evaluate(unablated());
        return known;
    }

    /// What the circuit makes of them with ablations.
    TaskResult with(Ablations ablations) {
        if (ablations.size() == 0) return plain();
        if (hasCircuit()) include(ablations);
        return evaluate(ablations.on(unablated()));
    }

    private TaskResult evaluate(NodeMask mask) {
        return hasCircuit() ? compiled().evaluate(mask) : full(mask);
    }

    private TaskResult full(NodeMask mask) {
        return evaluator.evaluate(mask.mask(), mask.filling());
    }

    /// A node outside the circuit that is held at a value of its own varies too.
    private void include(Ablations ablations) {
        ablations.byNode().forEach((node, ablation) -> {
            int number = model.nodes().indexOf(node);
            if (universe[number] != 0f || ablation instanceof Ablation.Mean) return;
            universe = universe.clone();
            universe[number] = 1f;
            compiled = null;
        });
    }

    private CompiledCircuit compiled() {
        CompiledCircuit known = compiled;
        if (known == null) {
            float[] means = unablated().filling();
            known = new CompiledCircuit(model.transformer(), task.test(), means, universe, model.workers())
                    .only(universe);
            // What lies before an ablated node need not be computed again.
            known.remember(unablated().mask());
            compiled = known;
        }
        return known;
    }
}
