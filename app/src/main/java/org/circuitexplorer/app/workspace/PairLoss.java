package org.circuitexplorer.app.workspace;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CompiledCircuit;
import org.circuitexplorer.engine.circuit.EdgeAblation;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.NodeMask;
import org.circuitexplorer.engine.circuit.Resampling;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;
import org.jspecify.annotations.Nullable;

/// What a circuit makes of the test pairs of its task. It is compiled, so that an ablation costs a small part of a full
/// pass; without a circuit, at single tokens, for added amounts, or where everything but the circuit is kept, the
/// whole model runs; where values come from other prompts, it runs on each prompt alone. For one thread at a time.
final class PairLoss {
    private final OpenModel model;
    private final Task task;
    private final TaskEvaluator evaluator;
    private final Optional<NodeMask> circuit;
    private final NodeMask whole;
    private final NodeMask complement;
    private final Resampling resampling;
    private float[] universe;
    private Weights weights;
    private @Nullable CompiledCircuit compiled;
    private @Nullable TaskResult plain;

    /// The model without some edges.
    private record Weights(SortedSet<EdgeId> without, SparseTransformer transformer) {}

    PairLoss(OpenModel model, Task task, Optional<CircuitDocument> document) {
        this.model = model;
        this.task = task;
        this.evaluator = new TaskEvaluator(model.transformer(), task.test(), model.workers());
        this.whole = NodeMask.ones(model.nodes());
        this.circuit =
                document.map(d -> new NodeMask(model.nodes(), d.circuit().mask(model.nodes()), d.means(model.nodes())));
        this.complement = document.map(d ->
                        new NodeMask(model.nodes(), d.circuit().complementMask(model.nodes()), d.means(model.nodes())))
                .orElse(whole);
        this.universe = circuit.map(c -> c.mask().clone()).orElse(new float[0]);
        this.weights = new Weights(new TreeSet<>(), model.transformer());
        this.resampling = Resampling.ofPairs(pass(), PromptPair.prompts(task.test()), model.pool());
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
        return full(whole.interventions(), model.transformer()).loss();
    }

    /// What the model without the circuit makes of them; what the whole model does where there is none.
    double withoutCircuit() {
        return full(complement.interventions(), model.transformer()).loss();
    }

    /// What the circuit makes of them without ablations.
    TaskResult plain() {
        TaskResult known = plain;
        if (known == null) plain = known = with(Ablations.NONE, unablated());
        return known;
    }

    /// What the circuit makes of them with ablations.
    TaskResult with(Ablations ablations) {
        return with(ablations, new CancelToken());
    }

    /// As above; ablations that need a pass for each prompt can be cancelled between two.
    TaskResult with(Ablations ablations, CancelToken cancel) {
        if (ablations.isResampling()) return resampled(ablations, cancel);
        return ablations.isNone() ? plain() : with(ablations, base(ablations));
    }

    private TaskResult resampled(Ablations ablations, CancelToken cancel) {
        SparseTransformer edited = weights(ablations.edges());
        try (TaskEvaluator each = new TaskEvaluator(edited, task.test(), model.workers())) {
            return each.evaluateEach(prompt -> {
                cancel.throwIfCancelled();
                return resampling.at(prompt, ablations, base(ablations));
            });
        }
    }

    private TaskResult with(Ablations ablations, NodeMask base) {
        SparseTransformer edited = weights(ablations.edges());
        if (!hasCircuit() || !ablations.isByMask()) return full(ablations.interventions(base), edited);
        include(ablations);
        return compiled().evaluate(ablations.on(base));
    }

    /// What ablations change in a pass of [#weights].
    Interventions interventions(Ablations ablations) {
        return ablations.interventions(base(ablations));
    }

    /// As above, in a pass over one prompt alone; only this way values are taken from other prompts.
    ///
    /// @param number which of the shown prompts
    Interventions interventions(Ablations ablations, Prompts shown, int number) {
        return switch (shown) {
            case Prompts.OfPair pair -> resampling.at(2 * pair.number() + number, ablations, base(ablations));
            case Prompts.OwnPair own ->
                Resampling.ofPairs(pass(), own.sequences(), model.pool()).at(number, ablations, base(ablations));
            case Prompts.Typed typed ->
                Resampling.ofPrompts(pass(), typed.sequences(), model.pool()).at(number, ablations, base(ablations));
        };
    }

    private ForwardPass pass() {
        return new ForwardPass(model.transformer(), model.workers());
    }

    private NodeMask base(Ablations ablations) {
        return ablations.inverted() ? complement : unablated();
    }

    /// The model without some edges.
    SparseTransformer weights(SortedSet<EdgeId> without) {
        if (without.equals(weights.without())) return weights.transformer();
        SparseTransformer edited =
                EdgeAblation.without(model.transformer(), without, unablated().filling());
        weights = new Weights(without, edited);
        compiled = null;
        return edited;
    }

    private TaskResult full(Interventions interventions, SparseTransformer transformer) {
        if (transformer.equals(model.transformer())) return evaluator.evaluate(interventions);
        try (TaskEvaluator edited = new TaskEvaluator(transformer, task.test(), model.workers())) {
            return edited.evaluate(interventions);
        }
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
            known = new CompiledCircuit(weights.transformer(), task.test(), means, universe, model.workers())
                    .only(universe);
            // What lies before an ablated node need not be computed again.
            known.remember(unablated().mask());
            compiled = known;
        }
        return known;
    }
}
