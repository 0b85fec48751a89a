package org.circuitexplorer.viewer.picture;

import java.util.Optional;

/// An edge as it is drawn, from where values come to where they go; a pairing goes from query to key.
///
/// @param weight the weight, or 0 for a residual wire and a pairing
/// @param ablated whether the edge alone is switched off
/// @param unused whether the circuit is known to do as well without the edge: drawn as a faint row of dots
/// @param tint its colour where that says something else than the sign of the weight
public record PictureEdge(
        String source,
        String target,
        double weight,
        EdgeKind kind,
        boolean ablated,
        boolean unused,
        Optional<Tint> tint) {
    public PictureEdge {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(source + " → " + target + ": the weight is " + weight);
        }
    }

    /// An edge that is not known to be unused, in the colour of its sign.
    public PictureEdge(String source, String target, double weight, EdgeKind kind, boolean ablated) {
        this(source, target, weight, kind, ablated, false, Optional.empty());
    }

    public static PictureEdge weight(String source, String target, double weight) {
        return new PictureEdge(source, target, weight, EdgeKind.WEIGHT, false);
    }

    public static PictureEdge embedding(String token, String channel, double weight) {
        return new PictureEdge(token, channel, weight, EdgeKind.EMBEDDING, false);
    }

    public static PictureEdge unembedding(String channel, String answer, double weight) {
        return new PictureEdge(channel, answer, weight, EdgeKind.UNEMBEDDING, false);
    }

    public static PictureEdge ghost(String source, String target, double weight) {
        return new PictureEdge(source, target, weight, EdgeKind.GHOST, false);
    }

    public static PictureEdge residual(String write, String read) {
        return new PictureEdge(write, read, 0, EdgeKind.RESIDUAL, false);
    }

    public static PictureEdge pairing(String query, String key) {
        return new PictureEdge(query, key, 0, EdgeKind.PAIRING, false);
    }

    public PictureEdge withAblated(boolean off) {
        return new PictureEdge(source, target, weight, kind, off, unused, tint);
    }

    public PictureEdge withUnused(boolean without) {
        return new PictureEdge(source, target, weight, kind, ablated, without, tint);
    }

    public PictureEdge withTint(Tint other) {
        return new PictureEdge(source, target, weight, kind, ablated, unused, Optional.of(other));
    }

    /// The same between other nodes.
    public PictureEdge between(String otherSource, String otherTarget) {
        return new PictureEdge(otherSource, otherTarget, weight, kind, ablated, unused, tint);
    }

    public boolean touches(String node) {
        return source.equals(node) || target.equals(node);
    }
}
