package org.circuitexplorer.engine.model;

import java.util.Comparator;
import java.util.Optional;

/// A node of a circuit: one channel at one of the eight node sites of a layer, such as `10.attn.v.1312`.
///
/// @param site a node site
/// @param channel channel from 0
public record NodeId(Site site, int channel) implements Comparable<NodeId> {
    private static final Comparator<NodeId> ORDER =
            Comparator.comparing(NodeId::site).thenComparingInt(NodeId::channel);

    private static final String POSITION = "pos ";

    public NodeId {
        if (!site.kind().isNodeSite()) throw new IllegalArgumentException(site + " holds no nodes");
        if (channel < 0) throw new IllegalArgumentException("channel " + channel + " is negative");
    }

    /// The full name, such as `10.attn.v.1312`.
    public String name() {
        return site.name() + "." + channel;
    }

    /// The node of a full name, empty when the model has none of that name. Channels of a concatenated position may be
    /// counted from their own beginning: `0.attn.act_in.pos 3` is channel `modelWidth + 3`.
    public static Optional<NodeId> parse(String name, ModelConfig config) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) return Optional.empty();
        boolean position = name.startsWith(POSITION, dot + 1);
        String digits = name.substring(dot + 1 + (position ? POSITION.length() : 0));
        if (!digits.matches("[0-9]{1,8}")) return Optional.empty();
        int channel = Integer.parseInt(digits) + (position ? config.modelWidth() : 0);
        return Site.parse(name.substring(0, dot), config.layers())
                .filter(s -> !position || s.kind().role() == SiteKind.Role.READ)
                .filter(s -> s.kind().isNodeSite() && channel < config.width(s.kind()))
                .map(s -> new NodeId(s, channel));
    }

    @Override
    public int compareTo(NodeId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name();
    }
}
