package org.circuitexplorer.engine.io;

import java.util.regex.Pattern;

/// Brings the tensor names of other layouts into the form of the released models.
final class ParameterNames {
    private static final Pattern WRAPPERS = Pattern.compile("^(circuit_model\\.|_orig_mod\\.)+");
    private static final Pattern TOP = Pattern.compile("^(wte|wpe|ln_f)\\.");
    private static final Pattern BLOCK = Pattern.compile("^blocks\\.");

    private ParameterNames() {}

    /// The released models' name for a tensor, the same where it has none.
    static String released(String name) {
        String bare = WRAPPERS.matcher(name).replaceFirst("");
        bare = TOP.matcher(bare).replaceFirst("transformer.$1.");
        bare = BLOCK.matcher(bare).replaceFirst("transformer.h.");
        return bare.replace(".attn.attn_fn.sink_logit", ".attn.attn_imp.sink_logit");
    }
}
