package org.circuitexplorer.engine.model;

/// A normalisation over channels, `RMSNorm` or `LayerNorm` (biased variance).
///
/// @param rms RMSNorm instead of LayerNorm
/// @param weight `[width]`
/// @param bias `[width]`, zeros when there is none
public record Norm(boolean rms, float[] weight, float[] bias) {
    /// The machine epsilon of float32, which RMSNorm adds inside the root.
    public static final float RMS_EPSILON = 0x1p-23f;

    /// What LayerNorm adds inside the root.
    public static final float LAYER_EPSILON = 1e-5f;

    public Norm {
        if (weight.length != bias.length) {
            throw new IllegalArgumentException("expected " + weight.length + " biases, found " + bias.length);
        }
    }

    public int width() {
        return weight.length;
    }

    public float epsilon() {
        return rms ? RMS_EPSILON : LAYER_EPSILON;
    }
}
