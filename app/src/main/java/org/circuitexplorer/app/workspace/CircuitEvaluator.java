package org.circuitexplorer.app.workspace;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskEvaluator;
import org.circuitexplorer.engine.task.TaskResult;
import org.jspecify.annotations.Nullable;

/// Runs a circuit with ablations. What does not depend on the ablations is computed once. For one thread at a time.
final class CircuitEvaluator {
    private final OpenModel model;
    private final TaskEvaluator evaluator;
    private final ForwardPass pass;
    private final Set<Site> recorded;
    private final Optional<NodeMask> circuit;
    private final NodeMask whole;
    private final Optional<NodeMask> complement;
    private @Nullable TaskResult circuitResult;
    private double modelLoss = Double.NaN;
    private OptionalDouble withoutLoss = OptionalDouble.empty();
    private @Nullable Baseline baseline;

    private record Baseline(Prompts prompts, PromptRun model, PromptRun circuit) {}

    CircuitEvaluator(OpenModel model, Task task, Optional<CircuitDocument> document) {
        this.model = model;
        this.evaluator = new TaskEvaluator(model.transformer(), task.test(), model.workers());
        this.pass = new ForwardPass(model.transformer(), model.workers());
        this.recorded = new HashSet<>(model.nodes().sites());
        for (int layer = 0; layer < model.config().layers(); layer++) recorded.add(new Site(layer, SiteKind.ATTN_Y));
        float[] ones = new float[model.nodes().size()];
        Arrays.fill(ones, 1);
        this.whole = new NodeMask(model.nodes(), ones, new float[ones.length]);
        this.circuit =
                document.map(d -> new NodeMask(model.nodes(), d.circuit().mask(model.nodes()), d.means(model.nodes())));
        this.complement = document.map(
                d -> new NodeMask(model.nodes(), d.circuit().complementMask(model.nodes()), d.means(model.nodes())));
    }

    CircuitState evaluate(Ablations ablations, Prompts prompts, CancelToken cancel) {
        measureBaselines(cancel);
        long start = System.nanoTime();
        Baseline unablated = baseline(prompts);
        NodeMask mask = circuit.orElse(whole).with(ablations);
        boolean plain = ablations.size() == 0;
        PromptRun now = plain ? unablated.circuit : run(prompts, mask.interventions());
        cancel.throwIfCancelled();
        double nowLoss = plain ? plainLoss() : loss(mask);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        OptionalDouble circuitLoss =
                circuitResult == null ? OptionalDouble.empty() : OptionalDouble.of(circuitResult.loss());
        return new CircuitState(
                ablations,
                prompts,
                unablated.model,
                unablated.circuit,
                now,
                new CircuitState.Losses(modelLoss, circuitLoss, nowLoss, withoutLoss),
                milliseconds);
    }

    /// What it costs the circuit to lose one more node.
    NodeEffect effect(NodeId node, float[] means, int pair) {
        NodeMask before = circuit.orElse(whole);
        TaskResult active = circuitResult == null ? evaluator.evaluate(before.mask(), before.filling()) : circuitResult;
        NodeMask without = new NodeMask(model.nodes(), before.mask().clone(), means);
        without.mask()[model.nodes().indexOf(node)] = 0;
        TaskResult ablated = evaluator.evaluate(without.mask(), without.filling());
        int prompt = 2 * pair;
        return new NodeEffect(
                node,
                ablated.loss() - active.loss(),
                Math.exp(-active.losses()[prompt]),
                Math.exp(-ablated.losses()[prompt]));
    }

    private void measureBaselines(CancelToken cancel) {
        if (Double.isNaN(modelLoss)) modelLoss = loss(whole);
        cancel.throwIfCancelled();
        if (circuit.isPresent() && circuitResult == null) {
            circuitResult =
                    evaluator.evaluate(circuit.get().mask(), circuit.get().filling());
        }
        cancel.throwIfCancelled();
        if (complement.isPresent() && withoutLoss.isEmpty()) withoutLoss = OptionalDouble.of(loss(complement.get()));
    }

    private double plainLoss() {
        return circuitResult == null ? modelLoss : circuitResult.loss();
    }

    private double loss(NodeMask mask) {
        return evaluator.evaluate(mask.mask(), mask.filling()).loss();
    }

    private Baseline baseline(Prompts prompts) {
        Baseline known = baseline;
        if (known != null && known.prompts.equals(prompts)) return known;
        PromptRun modelRun = run(prompts, Interventions.NONE);
        PromptRun circuitRun = circuit.map(c -> run(prompts, c.interventions())).orElse(modelRun);
        Baseline fresh = new Baseline(prompts, modelRun, circuitRun);
        baseline = fresh;
        return fresh;
    }

    private PromptRun run(Prompts prompts, Interventions interventions) {
        return new PromptRun(pass.run(prompts.batch(), interventions, recorded, LogitsAt.LAST));
    }
}
