package org.circuitexplorer.app.picture;

import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;

/// A part of a circuit that can be drawn as one node.
public sealed interface CircuitPart {
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

    /// What sessions call it.
    String name();

    /// Whether a node belongs to it.
    default boolean holds(NodeId node, ModelConfig config) {
        return switch (this) {
            case Head(int layer, int head) ->
                node.site().kind().isPerHead()
                        && node.site().layer() == layer
                        && node.channel() / config.headWidth() == head;
            case Sublayer(int layer, boolean attention) ->
                node.site().layer() == layer && node.site().kind().isAttention() == attention;
        };
    }

    /// The head of a query, key or value; the sublayer of another node.
    static CircuitPart headOf(NodeId node, ModelConfig config) {
        return node.site().kind().isPerHead()
                ? new Head(node.site().layer(), node.channel() / config.headWidth())
                : sublayerOf(node);
    }

    static CircuitPart sublayerOf(NodeId node) {
        return new Sublayer(node.site().layer(), node.site().kind().isAttention());
    }
}
