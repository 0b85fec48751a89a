package org.circuitexplorer.engine.model;

import java.util.Arrays;
import java.util.Optional;

/// The places at which AbsTopK can be applied, as `afrac_loctypes` names them.
public enum TopKPlace {
    ATTN_IN,
    ATTN_Q,
    ATTN_K,
    ATTN_V,
    ATTN_OUT,
    MLP_IN,
    MLP_NEURON,
    MLP_OUT,
    RESID_POST_ATTN,
    RESID_POST_MLP;

    /// The name in a configuration file, such as `attn_in`.
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<TopKPlace> ofLabel(String label) {
        return Arrays.stream(values()).filter(p -> p.label().equals(label)).findFirst();
    }
}
