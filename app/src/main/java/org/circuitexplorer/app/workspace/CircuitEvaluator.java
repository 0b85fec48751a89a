package org.circuitexplorer.app.workspace;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.CircuitDocument;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.task.Task;
import org.circuitexplorer.engine.task.TaskResult;
import org.jspecify.annotations.Nullable;

/// Runs a circuit with ablations. What does not depend on the ablations is computed once. For one thread at a time.
final class CircuitEvaluator {
    private final PairLoss pairs;
    private final ForwardPass pass;
    private final Set<Site> recorded;
    private double modelLoss = Double.NaN;
    private double withoutLoss = Double.NaN;
    private @Nullable Baseline baseline;

    private record Baseline(Prompts prompts, PromptRun model, PromptRun circuit) {}

    CircuitEvaluator(OpenModel model, Task task, Optional<CircuitDocument> document) {
        this.pairs = new PairLoss(model, task, document);
        this.pass = new ForwardPass(model.transformer(), model.workers());
        this.recorded = new HashSet<>(model.nodes().sites());
        for (int layer = 0; layer < model.config().layers(); layer++) recorded.add(new Site(layer, SiteKind.ATTN_Y));
    }

    CircuitState evaluate(Ablations ablations, Prompts prompts, CancelToken cancel) {
        measureBaselines(cancel);
        Baseline unablated = baseline(prompts);
        cancel.throwIfCancelled();
        double plain = pairs.plain().loss();
        double now = pairs.with(ablations).loss();
        cancel.throwIfCancelled();
        PromptRun run = ablations.size() == 0
                ? unablated.circuit
                : run(prompts, ablations.on(pairs.unablated()).interventions());
        return new CircuitState(
                ablations,
                prompts,
                unablated.model,
                unablated.circuit,
                run,
                new CircuitState.Losses(modelLoss, ofCircuit(plain), now, ofCircuit(withoutLoss)));
    }

    /// What it costs the circuit to lose one more node.
    NodeEffect effect(NodeId node, int pair) {
        TaskResult active = pairs.plain();
        TaskResult ablated = pairs.with(Ablations.NONE.with(Set.of(node), new Ablation.Mean()));
        int prompt = 2 * pair;
        return new NodeEffect(
                node,
                ablated.loss() - active.loss(),
                Math.exp(-active.losses()[prompt]),
                Math.exp(-ablated.losses()[prompt]));
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
        PromptRun modelRun = run(prompts, Interventions.NONE);
        PromptRun circuitRun =
                pairs.hasCircuit() ? run(prompts, pairs.unablated().interventions()) : modelRun;
        Baseline fresh = new Baseline(prompts, modelRun, circuitRun);
        baseline = fresh;
        return fresh;
    }

    private PromptRun run(Prompts prompts, Interventions interventions) {
        return new PromptRun(pass.run(prompts.batch(), interventions, recorded, LogitsAt.LAST));
    }
}
