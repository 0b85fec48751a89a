package org.circuitexplorer.engine.run;

import java.util.stream.DoubleStream;

/// One attention logit as the sum of its channels, `q_c k_c / sqrt(d_head)`.
///
/// @param products what each channel of the head adds
/// @param made probability that such sums of this query's logits give the key, beside the sink
/// @param recorded probability that the pass gave it
public record AttentionSplit(double[] products, double made, double recorded) {
    /// Probabilities of a pass in float32 are that far from exact ones.
    private static final double ROUNDING = 1e-5;

    /// The logit: the sum of all channels.
    public double logit() {
        return DoubleStream.of(products).sum();
    }

    /// By how much the two probabilities differ.
    public double difference() {
        return made - recorded;
    }

    /// Whether they are the same but for rounding.
    public boolean closes() {
        return Math.abs(difference()) <= ROUNDING;
    }
}
