package org.circuitexplorer.engine.model;

import java.util.Arrays;
import java.util.Optional;

/// The places in a layer at which activations can be recorded and replaced, in order of execution.
/// Names are those of the public reference code.
public enum SiteKind {
    RESID_IN("resid_in", Role.STREAM),
    ATTN_READ("attn.act_in", Role.READ),
    ATTN_K("attn.k", Role.KEY),
    ATTN_Q("attn.q", Role.QUERY),
    ATTN_V("attn.v", Role.VALUE),
    ATTN_Y("attn.y", Role.STREAM),
    ATTN_WRITE("attn.resid_delta", Role.WRITE),
    RESID_MID("resid_mid", Role.STREAM),
    MLP_READ("mlp.act_in", Role.READ),
    MLP_NEURON("mlp.post_act", Role.NEURON),
    MLP_WRITE("mlp.resid_delta", Role.WRITE),
    /// The residual stream before the last norm; belongs to no layer.
    FINAL_RESID("final_resid", Role.STREAM);

    /// What a channel at such a site is in a circuit; `STREAM` channels are never nodes.
    public enum Role {
        STREAM,
        READ,
        QUERY,
        KEY,
        VALUE,
        WRITE,
        NEURON
    }

    private final String label;
    private final Role role;

    SiteKind(String label, Role role) {
        this.label = label;
        this.role = role;
    }

    /// The name without the layer, such as `attn.act_in`.
    public String label() {
        return label;
    }

    public Role role() {
        return role;
    }

    /// Whether channels here are nodes of a circuit (eight sites of a layer are).
    public boolean isNodeSite() {
        return role != Role.STREAM;
    }

    /// Whether the site belongs to the attention sublayer.
    public boolean isAttention() {
        return label.startsWith("attn.");
    }

    /// Whether channels here belong to heads: channel c to head c / d_head.
    public boolean isPerHead() {
        return role == Role.QUERY || role == Role.KEY || role == Role.VALUE || this == ATTN_Y;
    }

    public static Optional<SiteKind> ofLabel(String label) {
        return Arrays.stream(values()).filter(k -> k.label.equals(label)).findFirst();
    }
}
