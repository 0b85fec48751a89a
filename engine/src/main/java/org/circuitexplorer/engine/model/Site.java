package org.circuitexplorer.engine.model;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place in the network, named as in the public reference code: `10.attn.v`, `0.mlp.post_act`, `final_resid`.
///
/// @param layer layer from 0; by convention the number of layers for `final_resid`
/// @param kind place within the layer
public record Site(int layer, SiteKind kind) implements Comparable<Site> {
    private static final Comparator<Site> EXECUTION_ORDER =
            Comparator.comparingInt(Site::layer).thenComparing(Site::kind);

    public Site {
        if (layer < 0) throw new IllegalArgumentException("layer " + layer + " is negative");
    }

    /// The full name, such as `10.attn.v`.
    public String name() {
        return kind == SiteKind.FINAL_RESID ? kind.label() : layer + "." + kind.label();
    }

    /// The site of a full name in a model of so many layers, empty when there is none of that name.
    public static Optional<Site> parse(String name, int layers) {
        if (name.equals(SiteKind.FINAL_RESID.label())) return Optional.of(new Site(layers, SiteKind.FINAL_RESID));
        int dot = name.indexOf('.');
        if (dot < 1 || dot > 6 || !name.chars().limit(dot).allMatch(c -> c >= '0' && c <= '9')) return Optional.empty();
        int layer = Integer.parseInt(name.substring(0, dot));
        if (layer >= layers) return Optional.empty();
        return SiteKind.ofLabel(name.substring(dot + 1))
                .filter(k -> k != SiteKind.FINAL_RESID)
                .map(k -> new Site(layer, k));
    }

    // A site is looked up for every tile of every pass: what a record does by itself takes several times as long.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Site site && layer == site.layer && kind == site.kind;
    }

    @Override
    public int hashCode() {
        return 31 * layer + kind.hashCode();
    }

    @Override
    public int compareTo(Site other) {
        return EXECUTION_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name();
    }
}
