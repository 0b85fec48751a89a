package org.circuitexplorer.engine.run;

import org.circuitexplorer.engine.kernel.Attention;
import org.circuitexplorer.engine.model.ModelConfig;
import org.circuitexplorer.engine.model.Site;
import org.circuitexplorer.engine.model.SiteKind;
import org.circuitexplorer.engine.model.SparseTransformer;

/// Where a head looks.
public final class AttentionPattern {
    private AttentionPattern() {}

    /// Probabilities `[query][key]` of a head over one sequence; a row sums to one less what the sink takes.
    ///
    /// @param activations a pass that recorded q and k of the layer
    public static float[][] of(SparseTransformer model, Activations activations, int layer, int head, int sequence) {
        ModelConfig config = model.config();
        float[] sink = model.layers().get(layer).sinkLogit();
        return new Attention(config.headWidth())
                .pattern(
                        activations.at(new Site(layer, SiteKind.ATTN_Q)),
                        activations.at(new Site(layer, SiteKind.ATTN_K)),
                        head * config.headWidth(),
                        activations.batch().start()[sequence],
                        activations.batch().start()[sequence + 1],
                        sink == null ? Attention.NO_SINK : sink[head]);
    }
}
