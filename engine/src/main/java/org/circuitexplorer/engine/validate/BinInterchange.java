package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.tensor.Panel;

/// Exchanges values within the bins of histograms, see [Interchange].
final class BinInterchange {
    /// Every prompt is a pass of its own, so that the work is bounded by fewer pairs and nodes than elsewhere.
    private static final int MOST_PAIRS = 32;

    private static final int MOST_NODES = 10;

    private final Subject subject;
    private final PairRunner runner;
    private final Bootstrap bootstrap;
    private final Random random;
    private final Map<NodeId, float[][]> values = new HashMap<>();

    BinInterchange(Subject subject, List<PromptPair> pairs, ValidationSettings settings) {
        this.subject = subject;
        List<PromptPair> some = pairs.subList(0, Math.min(pairs.size(), MOST_PAIRS));
        this.runner = new PairRunner(subject.model(), some, subject.workers());
        this.bootstrap = new Bootstrap(some.size(), settings.resamples(), settings.seed());
        this.random = new Random(settings.seed());
    }

    /// @param effects what each node is worth, the largest first
    Interchange run(List<NodeEffect> effects, ProgressListener progress, CancelToken cancel) {
        record();
        Outcome before = runner.run(subject.circuitAlone());
        Outcome after = exchanged(List.copyOf(subject.circuit().nodeSet()));
        List<NodeEffect> nodes = new ArrayList<>();
        int most = Math.min(MOST_NODES, effects.size());
        for (NodeEffect effect : effects.subList(0, most)) {
            cancel.throwIfCancelled();
            progress.at("exchanging values within a bin", nodes.size(), most);
            double[] rise = exchanged(List.of(effect.node())).losses();
            double[] was = before.losses();
            for (int i = 0; i < rise.length; i++) rise[i] -= was[i];
            nodes.add(new NodeEffect(effect.node(), bootstrap.mean(rise)));
        }
        nodes.sort(Comparator.comparingDouble((NodeEffect e) -> -e.rise().value()));
        return new Interchange(
                runner.pairs().size(),
                bootstrap.mean(before.losses()),
                bootstrap.mean(after.losses()),
                bootstrap.mean(after.disagreement(before)),
                nodes);
    }

    /// The values of the circuit's nodes in the circuit alone.
    private void record() {
        TokenBatch batch = TokenBatch.of(runner.prompts());
        Activations seen = new ForwardPass(subject.model(), subject.workers())
                .run(
                        batch,
                        subject.circuitAlone(),
                        subject.circuit().nodeSet().stream().map(NodeId::site).collect(Collectors.toSet()),
                        LogitsAt.NONE);
        for (NodeId node : subject.circuit().nodeSet()) {
            Panel panel = seen.at(node.site());
            float[][] ofNode = new float[batch.sequences()][];
            for (int s = 0; s < ofNode.length; s++) {
                ofNode[s] = new float[batch.length(s)];
                for (int t = 0; t < ofNode[s].length; t++) {
                    ofNode[s][t] = panel.get(node.channel(), batch.start()[s] + t);
                }
            }
            values.put(node, ofNode);
        }
    }

    private Outcome exchanged(List<NodeId> nodes) {
        Map<NodeId, ValueBins> bins = new HashMap<>();
        for (NodeId node : nodes) bins.put(node, new ValueBins(of(node)));
        return runner.runEach(prompt -> {
            List<Intervention> all = new ArrayList<>();
            for (NodeId node : nodes) {
                float[] before = of(node)[prompt];
                ValueBins inBins = bins.get(node);
                for (int t = 0; inBins != null && t < before.length; t++) {
                    float other = inBins.other(prompt, before[t], random);
                    all.add(new Intervention(
                            node.site(), new int[] {node.channel()}, new float[1], new float[] {other}, new int[] {t}));
                }
            }
            return subject.circuitAlone().then(Interventions.of(all));
        });
    }

    private float[][] of(NodeId node) {
        return values.getOrDefault(node, new float[0][]);
    }
}
