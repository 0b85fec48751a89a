package org.circuitexplorer.engine.model;

import org.jspecify.annotations.Nullable;

/// The weights of one layer.
///
/// @param attentionNorm norm before the attention
/// @param attentionPositionNorm norm of the concatenated position, null when positions are not concatenated
/// @param attentionIn `c_attn`, `[3 * heads * headWidth, readWidth]`, rows of q, then k, then v
/// @param attentionOut `c_proj`, `[modelWidth, heads * headWidth]`
/// @param sinkLogit `[heads]`, null when the model has no sink
/// @param mlpNorm norm before the MLP
/// @param mlpPositionNorm as `attentionPositionNorm`
/// @param mlpIn `c_fc`, `[mlpWidth, readWidth]`
/// @param mlpOut `c_proj`, `[modelWidth, mlpWidth]`
public record Layer(
        Norm attentionNorm,
        @Nullable Norm attentionPositionNorm,
        Linear attentionIn,
        Linear attentionOut,
        float @Nullable [] sinkLogit,
        Norm mlpNorm,
        @Nullable Norm mlpPositionNorm,
        Linear mlpIn,
        Linear mlpOut) {
    /// The same layer with other matrices of the same shapes.
    public Layer with(Linear newAttentionIn, Linear newAttentionOut, Linear newMlpIn, Linear newMlpOut) {
        return new Layer(
                attentionNorm,
                attentionPositionNorm,
                newAttentionIn,
                newAttentionOut,
                sinkLogit,
                mlpNorm,
                mlpPositionNorm,
                newMlpIn,
                newMlpOut);
    }
}
