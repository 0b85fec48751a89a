package org.circuitexplorer.app.workspace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.circuit.CircuitEdge;
import org.circuitexplorer.engine.circuit.EdgeId;
import org.circuitexplorer.engine.circuit.NodeEdges;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SparseTransformer;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskResult;
import org.jspecify.annotations.Nullable;

/// Runs a circuit with ablations. What does not depend on the ablations is computed once. For one thread at a time.
final class CircuitEvaluator {
    private final PairLoss pairs;
    private final OpenModel model;
    private ForwardPass pass;
    private SparseTransformer weights;
    private final Set<Site> recorded;
    private double modelLoss = Double.NaN;
    private double withoutLoss = Double.NaN;
    private @Nullable Baseline baseline;

    private record Baseline(Prompts prompts, PromptRun model, PromptRun circuit) {}

    CircuitEvaluator(OpenModel model, Task task, Optional<CircuitDocument> document) {
        this.pairs = new PairLoss(model, task, document);
        this.model = model;
        this.weights = model.transformer();
        this.pass = new ForwardPass(weights, model.workers());
        this.recorded = Set.copyOf(model.config().sites());
    }

    CircuitState evaluate(Ablations ablations, Prompts prompts, CancelToken cancel) {
        measureBaselines(cancel);
        Baseline unablated = baseline(prompts);
        cancel.throwIfCancelled();
        double plain = pairs.plain().loss();
        TaskResult now = pairs.with(ablations, cancel);
        cancel.throwIfCancelled();
        SparseTransformer without = pairs.weights(ablations.edges());
        PromptRun run = ablations.isNone() ? unablated.circuit : run(prompts, ablations, without);
        return new CircuitState(
                ablations,
                without,
                prompts,
                unablated.model,
                unablated.circuit,
                run,
                new CircuitState.Losses(modelLoss, ofCircuit(plain), now.loss(), ofCircuit(withoutLoss)),
                now.accuracy());
    }

    /// What it costs the circuit to lose one more node.
    NodeEffect effect(NodeId node, int pair) {
        TaskResult active = pairs.plain();
        TaskResult ablated = pairs.with(Ablations.NONE.with(Set.of(node), new Ablation.Mean()));
        int prompt = 2 * pair;
        return new NodeEffect(node, ablated.loss() - active.loss(), answer(active, prompt), answer(ablated, prompt));
    }

    private static NodeEffect.Answer answer(TaskResult result, int prompt) {
        return new NodeEffect.Answer(Math.exp(-result.losses()[prompt]), result.logitDifferences()[prompt]);
    }

    /// What it costs the circuit to lose one of its edges, and how that edge is made.
    EdgeDetail effect(EdgeId edge) {
        CircuitEdge weight = new NodeEdges(model.transformer()).edge(edge).orElseThrow();
        double loss = pairs.with(Ablations.NONE.withEdge(edge)).loss();
        float mean = pairs.unablated().filling()[model.nodes().indexOf(edge.source())];
        return new EdgeDetail(edge, weight, mean, loss - pairs.plain().loss());
    }

    private OptionalDouble ofCircuit(double loss) {
        return pairs.hasCircuit() ? OptionalDouble.of(loss) : OptionalDouble.empty();
    }

    private void measureBaselines(CancelToken cancel) {
        if (Double.isNaN(modelLoss)) modelLoss = pairs.ofModel();
        cancel.throwIfCancelled();
        if (Double.isNaN(withoutLoss)) withoutLoss = pairs.withoutCircuit();
        cancel.throwIfCancelled();
    }

    private Baseline baseline(Prompts prompts) {
        Baseline known = baseline;
        if (known != null && known.prompts.equals(prompts)) return known;
        PromptRun modelRun = run(prompts, Interventions.NONE, model.transformer());
        PromptRun circuitRun =
                pairs.hasCircuit() ? run(prompts, pairs.unablated().interventions(), model.transformer()) : modelRun;
        Baseline fresh = new Baseline(prompts, modelRun, circuitRun);
        baseline = fresh;
        return fresh;
    }

    private PromptRun run(Prompts prompts, Ablations ablations, SparseTransformer of) {
        if (!ablations.isResampling()) return run(prompts, pairs.interventions(ablations), of);
        use(of);
        List<int[]> sequences = prompts.sequences();
        return new PromptRun(Activations.joined(IntStream.range(0, sequences.size())
                .mapToObj(i -> pass.run(
                        TokenBatch.of(sequences.get(i)),
                        pairs.interventions(ablations, prompts, i),
                        recorded,
                        LogitsAt.LAST))
                .toList()));
    }

    private PromptRun run(Prompts prompts, Interventions interventions, SparseTransformer of) {
        use(of);
        return new PromptRun(pass.run(prompts.batch(), interventions, recorded, LogitsAt.LAST));
    }

    private void use(SparseTransformer of) {
        if (of.equals(weights)) return;
        weights = of;
        pass = new ForwardPass(of, model.workers());
    }
}
