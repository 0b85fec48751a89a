package org.circuitexplorer.app.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.circuitexplorer.app.workspace.Ablation;
import org.circuitexplorer.app.workspace.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;

/// A row of the circuit's list: a sublayer or a node of it.
///
/// @param text its name
/// @param figure what stands at the right: a count, an effect, or how it is ablated
/// @param share its effect as a share of the largest, 0 to 1
/// @param node the node, empty for a sublayer
/// @param ablated whether the node is ablated
public record CircuitRow(String text, String figure, double share, Optional<NodeId> node, boolean ablated) {
    /// The rows of a circuit, by sublayer from the first.
    public static List<CircuitRow> of(Circuit circuit, Ablations ablations, ModelConfig config) {
        Map<String, List<NodeId>> sublayers = new LinkedHashMap<>();
        for (NodeId node : circuit.nodeSet()) {
            sublayers.computeIfAbsent(sublayer(node), s -> new ArrayList<>()).add(node);
        }
        double largest = circuit.nodeSet().stream()
                .mapToDouble(n -> effect(circuit, n))
                .max()
                .orElse(0);
        List<CircuitRow> rows = new ArrayList<>();
        sublayers.forEach((name, nodes) -> {
            double share = nodes.stream()
                    .mapToDouble(n -> share(effect(circuit, n), largest))
                    .max()
                    .orElse(0);
            String count = nodes.size() == 1 ? "1 node" : nodes.size() + " nodes";
            rows.add(new CircuitRow(name, count, share, Optional.empty(), false));
            nodes.forEach(n -> rows.add(row(circuit, n, ablations, config, largest)));
        });
        return rows;
    }

    private static CircuitRow row(
            Circuit circuit, NodeId node, Ablations ablations, ModelConfig config, double largest) {
        Optional<Ablation> ablation = ablations.of(node);
        String text = inSublayer(node, config);
        String label = circuit.info(node).label();
        return new CircuitRow(
                label.isEmpty() ? text : text + " · " + label,
                ablation.map(Ablation::label)
                        .orElse(circuit.info(node).effect().isPresent() ? "%.2f".formatted(effect(circuit, node)) : ""),
                share(effect(circuit, node), largest),
                Optional.of(node),
                ablation.isPresent());
    }

    /// Such as `10.attn`.
    private static String sublayer(NodeId node) {
        return node.site().layer() + (node.site().kind().isAttention() ? ".attn" : ".mlp");
    }

    /// Such as `v head 82 · 0` or `post_act 2790`.
    private static String inSublayer(NodeId node, ModelConfig config) {
        String site = node.site().kind().label();
        String place = site.substring(site.indexOf('.') + 1);
        if (!node.site().kind().isPerHead()) return place + " " + node.channel();
        return place + " head " + node.channel() / config.headWidth() + " · " + node.channel() % config.headWidth();
    }

    private static double effect(Circuit circuit, NodeId node) {
        return circuit.info(node).effect().orElse(0);
    }

    private static double share(double effect, double largest) {
        return largest <= 0 ? 0 : Math.clamp(effect / largest, 0, 1);
    }
}
