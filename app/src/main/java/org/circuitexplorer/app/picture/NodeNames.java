package org.circuitexplorer.app.picture;

import static org.circuitexplorer.viewer.text.Wording.text;

import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.NodeId;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind.Role;
import org.circuitexplorer.viewer.picture.NodeShape;

/// What nodes and sites are called in pictures and lists.
public final class NodeNames {
    private final ModelConfig config;

    public NodeNames(ModelConfig config) {
        this.config = config;
    }

    /// Whether a node is a channel of a concatenated position: READ sites have those after the channels of
    /// the stream.
    public boolean isPosition(NodeId node) {
        return node.site().kind().role() == Role.READ && node.channel() >= config.modelWidth();
    }

    /// Short text inside a node: a channel, `head·channel` of a head, or `pos 3` for the fourth channel of a
    /// position.
    public String inside(NodeId node) {
        int channel = node.channel();
        if (node.site().kind().isPerHead()) {
            return channel / config.headWidth() + "·" + channel % config.headWidth();
        }
        return isPosition(node)
                ? text("node.position") + " " + (channel - config.modelWidth())
                : Integer.toString(channel);
    }

    /// The full name, such as `10.attn.v · head 82 · channel 0`, `0.mlp.post_act · neuron 2790` or
    /// `0.attn.act_in · pos 3`.
    public String full(NodeId node) {
        String site = node.site().name();
        int channel = node.channel();
        return switch (node.site().kind().role()) {
            case QUERY, KEY, VALUE ->
                site + " · " + text("node.head") + " " + channel / config.headWidth() + " · " + text("node.channel")
                        + " " + channel % config.headWidth();
            case NEURON -> site + " · " + text("node.neuron") + " " + channel;
            case READ ->
                isPosition(node)
                        ? site + " · " + text("node.position") + " " + (channel - config.modelWidth())
                        : site + " · " + text("node.channel") + " " + channel;
            case WRITE, STREAM -> site + " · " + text("node.channel") + " " + channel;
        };
    }

    /// The band of a site, which queries, keys and values share: `10.attn read`, `10.attn q·k·v`, `0.mlp
    /// neuron`.
    public static String band(Site site) {
        String sublayer = site.layer() + (site.kind().isAttention() ? ".attn " : ".mlp ");
        return switch (site.kind().role()) {
            case QUERY, KEY, VALUE -> sublayer + "q·k·v";
            case READ -> sublayer + text("node.read");
            case WRITE -> sublayer + text("node.write");
            case NEURON -> sublayer + text("node.neuron");
            case STREAM -> site.name();
        };
    }

    /// The shape that says the kind of a node.
    public NodeShape shape(NodeId node) {
        return switch (node.site().kind().role()) {
            case READ -> isPosition(node) ? NodeShape.POSITION : NodeShape.READ;
            case QUERY -> NodeShape.QUERY;
            case KEY -> NodeShape.KEY;
            case VALUE -> NodeShape.VALUE;
            case NEURON -> NodeShape.NEURON;
            case WRITE -> NodeShape.WRITE;
            case STREAM -> throw new IllegalArgumentException(node + " is not a node");
        };
    }
}
