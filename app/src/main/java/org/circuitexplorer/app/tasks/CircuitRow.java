package org.circuitexplorer.app.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.circuitexplorer.app.workspace.NodeGroups;
import org.circuitexplorer.engine.circuit.Ablation;
import org.circuitexplorer.engine.circuit.Ablations;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.circuit.TaskTokens;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.viewer.text.Wording;

/// A row of the circuit's tree: a sublayer, a site or head of it, or a node.
///
/// @param key what the row is about, whatever happens to it
/// @param text its name
/// @param figure what stands at the right: a count, an effect, or how it is ablated
/// @param share its effect as a share of the largest, 0 to 1
/// @param node the node, empty for a group
/// @param ablated whether the node is ablated
/// @param colour the node's own colour as circuit files have it, or empty
/// @param children rows below it
public record CircuitRow(
        String key,
        String text,
        String figure,
        double share,
        Optional<NodeId> node,
        boolean ablated,
        String colour,
        List<CircuitRow> children) {
    /// A sublayer with more nodes than this is divided by site and head.
    private static final int UNDIVIDED = 12;

    private static final int FEWEST_DECIMALS = 2;
    private static final int MOST_DECIMALS = 4;

    private static final String NAMED = "group:";

    public CircuitRow {
        children = List.copyOf(children);
    }

    /// Whether the row is a group that a person made; its children are all its nodes.
    public boolean isNamedGroup() {
        return key.startsWith(NAMED);
    }

    /// The rows of a circuit: the groups that a person made, the tokens, each sublayer in order of execution, the
    /// answers.
    public static List<CircuitRow> of(Circuit circuit, Ablations ablations, ModelConfig config, TaskTokens tokens) {
        Rows rows = Rows.of(circuit, ablations, config);
        List<CircuitRow> all = new ArrayList<>();
        NodeGroups.of(circuit)
                .forEach((name, nodes) -> all.add(group(
                        NAMED + name,
                        name,
                        nodes(nodes.size()),
                        nodes.stream().map(rows::inGroup).toList())));
        all.add(group(
                Wording.text("tree.embed"),
                tokens.inputs().size() == 1
                        ? Wording.text("tree.token")
                        : Wording.text("tree.tokens", tokens.inputs().size()),
                List.of()));
        rows.by(circuit.nodeSet(), CircuitRow::sublayer)
                .forEach((name, nodes) -> all.add(group(name, nodes(nodes.size()), rows.in(name, nodes))));
        all.add(group(
                Wording.text("tree.logits"),
                tokens.answers().size() == 1
                        ? Wording.text("tree.answer")
                        : Wording.text("tree.answers", tokens.answers().size()),
                List.of()));
        return all;
    }

    private static CircuitRow group(String name, String figure, List<CircuitRow> children) {
        return group(name, name, figure, children);
    }

    private static CircuitRow group(String key, String name, String figure, List<CircuitRow> children) {
        double share = children.stream().mapToDouble(CircuitRow::share).max().orElse(0);
        return new CircuitRow(key, name, figure, share, Optional.empty(), false, "", children);
    }

    private static String nodes(int number) {
        return number == 1 ? Wording.text("tree.node") : Wording.text("tree.nodes", number);
    }

    /// Such as `10.attn`.
    private static String sublayer(NodeId node) {
        return node.site().layer() + (node.site().kind().isAttention() ? ".attn" : ".mlp");
    }

    /// @param largest the largest effect of a node, 0 where none has a positive one
    private record Rows(Circuit circuit, Ablations ablations, ModelConfig config, double largest) {
        static Rows of(Circuit circuit, Ablations ablations, ModelConfig config) {
            double largest = circuit.nodes().values().stream()
                    .mapToDouble(info -> info.effect().orElse(0))
                    .max()
                    .orElse(0);
            return new Rows(circuit, ablations, config, Math.max(0, largest));
        }

        Map<String, List<NodeId>> by(Iterable<NodeId> nodes, Function<NodeId, String> name) {
            Map<String, List<NodeId>> parts = new LinkedHashMap<>();
            for (NodeId node : nodes) {
                parts.computeIfAbsent(name.apply(node), n -> new ArrayList<>()).add(node);
            }
            return parts;
        }

        List<CircuitRow> in(String sublayer, List<NodeId> nodes) {
            if (nodes.size() <= UNDIVIDED) return nodes.stream().map(this::row).toList();
            List<CircuitRow> parts = new ArrayList<>();
            by(nodes, this::part)
                    .forEach((name, members) -> parts.add(group(
                            sublayer + " " + name,
                            name,
                            String.valueOf(members.size()),
                            members.stream().map(this::row).toList())));
            return parts;
        }

        /// Such as `head 82` or `post_act`.
        private String part(NodeId node) {
            return node.site().kind().isPerHead()
                    ? Wording.text("node.head") + " " + node.channel() / config.headWidth()
                    : place(node);
        }

        /// A row outside its sublayer, which its name says instead.
        private CircuitRow inGroup(NodeId node) {
            CircuitRow row = row(node);
            return new CircuitRow(
                    row.key,
                    sublayer(node) + " " + row.text,
                    row.figure,
                    row.share,
                    row.node,
                    row.ablated,
                    row.colour,
                    List.of());
        }

        private CircuitRow row(NodeId node) {
            Optional<Ablation> ablation = ablations.of(node);
            String label = circuit.info(node).label();
            String effect = circuit.info(node).effect().isPresent() ? written(effect(node)) : "";
            return new CircuitRow(
                    node.name(),
                    label.isEmpty() ? name(node) : name(node) + " · " + label,
                    ablation.map(Ablation::label).orElse(effect),
                    share(node),
                    Optional.of(node),
                    ablation.isPresent(),
                    circuit.info(node).colour(),
                    List.of());
        }

        /// Such as `v head 82 · 0` or `post_act 2790`.
        private String name(NodeId node) {
            if (!node.site().kind().isPerHead()) return place(node) + " " + node.channel();
            return place(node) + " " + Wording.text("node.head") + " " + node.channel() / config.headWidth() + " · "
                    + node.channel() % config.headWidth();
        }

        private static String place(NodeId node) {
            String site = node.site().kind().label();
            return site.substring(site.indexOf('.') + 1);
        }

        private double effect(NodeId node) {
            return circuit.info(node).effect().orElse(0);
        }

        /// With two decimals, or as many more as the largest effect of a circuit needs to have two digits. Without a
        /// sign before zero.
        private String written(double effect) {
            int decimals = FEWEST_DECIMALS;
            for (double least = 0.05; decimals < MOST_DECIMALS && largest < least; least /= 10) decimals++;
            String text = ("%." + decimals + "f").formatted(Math.abs(effect));
            return effect < 0 && Double.parseDouble(text) != 0 ? "-" + text : text;
        }

        private double share(NodeId node) {
            return largest == 0 ? 0 : Math.clamp(effect(node) / largest, 0, 1);
        }
    }
}
