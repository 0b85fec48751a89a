package org.circuitexplorer.engine.prune;

/// How masks are learned. The defaults are the centres of the published search where those work with a fifth of its
/// steps.
///
/// @param steps optimiser steps
/// @param batchPairs prompt pairs in a step
/// @param learningRate learning rate after warm-up; falls linearly to 0
/// @param warmUp share of the steps in which the learning rate rises from 0
/// @param beta1 AdamW's decay of the mean
/// @param beta2 AdamW's decay of the square
/// @param weightDecay AdamW's weight decay
/// @param clip largest norm of the gradient, in multiples of which it is scaled down
/// @param temperature of the sigmoid whose slope stands in for the step function's
/// @param initialBias mean of the first tau
/// @param initialNoise standard deviation of the first tau
/// @param nodePrice first price of a kept node, in nats (`k_coef`)
/// @param priceStep factor by which the price rises in a step when the smoothed loss is half of what is aimed at or
///     less, and falls when it is twice that or more; in between less
/// @param smoothing share of the past in the smoothed loss that steers the price
/// @param aim where the price settles, as a share of the target loss: below 1, because the loss of one batch wavers and
///     unseen pairs lose more
public record MaskSettings(
        int steps,
        int batchPairs,
        double learningRate,
        double warmUp,
        double beta1,
        double beta2,
        double weightDecay,
        double clip,
        double temperature,
        double initialBias,
        double initialNoise,
        double nodePrice,
        double priceStep,
        double smoothing,
        double aim) {
    /// The settings that work on the sample models.
    public static final MaskSettings DEFAULT =
            new MaskSettings(240, 16, 1.5e-2, 0.05, 0.9, 0.95, 1e-3, 1, 1, 0.1, 1e-2, 3e-4, 1.07, 0.8, 0.8);

    public MaskSettings {
        Ranges.require("steps", steps);
        Ranges.require("batchPairs", batchPairs);
        Ranges.require("learningRate", learningRate);
        Ranges.require("warmUp", warmUp);
        Ranges.require("beta1", beta1);
        Ranges.require("beta2", beta2);
        Ranges.require("weightDecay", weightDecay);
        Ranges.require("clip", clip);
        Ranges.require("temperature", temperature);
        Ranges.require("initialBias", initialBias);
        Ranges.require("initialNoise", initialNoise);
        Ranges.require("nodePrice", nodePrice);
        Ranges.require("priceStep", priceStep);
        Ranges.require("smoothing", smoothing);
        Ranges.require("aim", aim);
    }

    /// Learning rate at a step, from 0.
    double rateAt(int step) {
        double warm = warmUp * steps;
        double rise = warm < 1 ? 1 : Math.min(1, (step + 1) / warm);
        return learningRate * Math.min(rise, (steps - step) / (double) steps);
    }
}
