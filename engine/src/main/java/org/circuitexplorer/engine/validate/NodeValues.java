package org.circuitexplorer.engine.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.run.Activations;
import org.circuitexplorer.engine.run.ForwardPass;
import org.circuitexplorer.engine.run.Intervention;
import org.circuitexplorer.engine.run.LogitsAt;
import org.circuitexplorer.engine.run.TokenBatch;
import org.circuitexplorer.engine.tensor.Panel;

/// What the nodes of a circuit are at every token of some prompts, in the circuit alone.
final class NodeValues {
    private final Map<NodeId, float[][]> values = new HashMap<>();

    NodeValues(Subject subject, List<int[]> prompts) {
        TokenBatch batch = TokenBatch.of(prompts);
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
                panel.copyChannel(node.channel(), batch.start()[s], batch.start()[s + 1], ofNode[s]);
            }
            values.put(node, ofNode);
        }
    }

    /// For each prompt a value for each token, shared.
    float[][] of(NodeId node) {
        return Objects.requireNonNull(values.get(node), node.name());
    }

    /// Makes a node what is given at the tokens of one prompt.
    static List<Intervention> put(NodeId node, float[] atTokens) {
        List<Intervention> all = new ArrayList<>();
        for (int t = 0; t < atTokens.length; t++) {
            all.add(new Intervention(
                    node.site(), new int[] {node.channel()}, new float[1], new float[] {atTokens[t]}, new int[] {t}));
        }
        return all;
    }
}
