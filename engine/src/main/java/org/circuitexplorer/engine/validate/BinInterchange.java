package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.circuitexplorer.engine.job.CancelToken;
import org.circuitexplorer.engine.job.ProgressListener;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.Interventions;

/// Exchanges values within the bins of histograms, see [Interchange].
final class BinInterchange {
    private static final int MOST_NODES = 10;

    private final FewPairs few;
    private final Random random;

    BinInterchange(FewPairs few, ValidationSettings settings) {
        this.few = few;
        this.random = new Random(settings.seed());
    }

    /// @param effects what each node is worth, the largest first
    Interchange run(List<NodeEffect> effects, ProgressListener progress, CancelToken cancel) {
        Outcome before = few.circuit();
        Bootstrap bootstrap = few.bootstrap();
        Outcome after = exchanged(List.copyOf(few.subject().circuit().nodeSet()));
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
                few.runner().pairs().size(),
                bootstrap.mean(before.losses()),
                bootstrap.mean(after.losses()),
                bootstrap.mean(after.disagreement(before)),
                nodes);
    }

    private Outcome exchanged(List<NodeId> nodes) {
        Map<NodeId, ValueBins> bins = new LinkedHashMap<>();
        for (NodeId node : nodes) bins.put(node, new ValueBins(few.values().of(node)));
        Interventions alone = few.subject().circuitAlone();
        return few.runner().runEach(prompt -> {
            List<Intervention> all = new ArrayList<>();
            bins.forEach((node, inBins) -> all.addAll(NodeValues.put(node, others(inBins, node, prompt))));
            return alone.then(Interventions.of(all));
        });
    }

    private float[] others(ValueBins bins, NodeId node, int prompt) {
        float[] others = few.values().of(node)[prompt].clone();
        for (int t = 0; t < others.length; t++) others[t] = bins.other(prompt, others[t], random);
        return others;
    }
}
