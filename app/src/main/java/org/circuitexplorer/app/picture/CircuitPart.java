package org.circuitexplorer.app.picture;

import java.util.Optional;
import org.circuitexplorer.engine.circuit.Circuit;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;

/// A part of a circuit that can be drawn as one node.
public sealed interface CircuitPart {
    /// What the names of groups begin with, which no other part's does.
    String GROUP = "group ";

    /// A head of an attention: its queries, keys and values.
    record Head(int layer, int head) implements CircuitPart {
        @Override
        public String name() {
            return layer + ".attn head " + head;
        }
    }

    /// The attention or the MLP of a layer.
    record Sublayer(int layer, boolean attention) implements CircuitPart {
        @Override
        public String name() {
            return layer + (attention ? ".attn" : ".mlp");
        }
    }

    /// The nodes that a person put in one group.
    record Group(String title) implements CircuitPart {
        @Override
        public String name() {
            return GROUP + title;
        }
    }

    /// What sessions call it.
    String name();

    /// The head of a query, key or value; the sublayer of another node.
    static CircuitPart headOf(NodeId node, ModelConfig config) {
        return node.site().kind().isPerHead()
                ? new Head(node.site().layer(), node.channel() / config.headWidth())
                : sublayerOf(node);
    }

    static CircuitPart sublayerOf(NodeId node) {
        return new Sublayer(node.site().layer(), node.site().kind().isAttention());
    }

    /// The group that a node of a circuit is in.
    static Optional<CircuitPart> groupOf(NodeId node, Circuit circuit) {
        String title = circuit.info(node).group();
        return title.isEmpty() ? Optional.empty() : Optional.of(new Group(title));
    }

    /// What people call the part of a name.
    static String title(String name) {
        return name.startsWith(GROUP) ? name.substring(GROUP.length()) : name;
    }
}
