package org.circuitexplorer.app.workspace;

import java.util.ArrayList;
import java.util.List;
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
/// pass. Without a circuit, or where everything but the circuit is kept, the whole model runs, and on each prompt alone
/// where values come from other prompts. For one thread at a time.
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
    private @Nullable CompiledCircuit compiledApart;
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
        if (known == null) plain = known = compute(Ablations.NONE, new CancelToken());
        return known;
    }

    /// What the circuit makes of them with ablations.
    TaskResult with(Ablations ablations) {
        return with(ablations, new CancelToken());
    }

    /// As above; ablations that take values from other prompts can be cancelled between two prompts.
    TaskResult with(Ablations ablations, CancelToken cancel) {
        return ablations.isNone() ? plain() : compute(ablations, cancel);
    }

    private TaskResult compute(Ablations ablations, CancelToken cancel) {
        if (hasCircuit() && !ablations.inverted()) return compiled(ablations, cancel);
        SparseTransformer edited = weights(ablations.edges());
        if (ablations.isResampling()) return resampled(ablations, edited, cancel);
        return full(ablations.interventions(base(ablations)), edited);
    }

    private TaskResult compiled(Ablations ablations, CancelToken cancel) {
        weights(ablations.edges());
        include(ablations);
        NodeMask mask = ablations.on(unablated());
        if (!ablations.isResampling()) return compiled().evaluate(mask, ablations.further(unablated()));
        List<Interventions> ofPrompts = new ArrayList<>();
        for (int prompt = 0; prompt < 2 * task.test().size(); prompt++) {
            cancel.throwIfCancelled();
            ofPrompts.add(resampling.further(prompt, ablations, unablated()));
        }
        return compiledApart().evaluate(mask, ofPrompts);
    }

    private TaskResult resampled(Ablations ablations, SparseTransformer edited, CancelToken cancel) {
        try (TaskEvaluator each = new TaskEvaluator(edited, task.test(), model.workers())) {
            return each.evaluateEach(prompt -> {
                cancel.throwIfCancelled();
                return resampling.at(prompt, ablations, base(ablations));
            });
        }
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
        forgetCompiled();
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
            forgetCompiled();
        });
    }

    private void forgetCompiled() {
        compiled = null;
        compiledApart = null;
    }

    private CompiledCircuit compiled() {
        CompiledCircuit known = compiled;
        if (known == null) {
            known = ready(new CompiledCircuit(
                    weights.transformer(), task.test(), unablated().filling(), universe, model.workers()));
            compiled = known;
        }
        return known;
    }

    private CompiledCircuit compiledApart() {
        CompiledCircuit known = compiledApart;
        if (known == null) {
            known = ready(CompiledCircuit.ofSinglePrompts(
                    weights.transformer(), task.test(), unablated().filling(), universe, model.workers()));
            compiledApart = known;
        }
        return known;
    }

    private CompiledCircuit ready(CompiledCircuit fresh) {
        CompiledCircuit ready = fresh.only(universe);
        // What lies before an ablated node need not be computed again.
        ready.remember(unablated().mask());
        return ready;
    }
}
