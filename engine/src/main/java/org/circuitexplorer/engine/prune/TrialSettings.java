package org.circuitexplorer.engine.prune;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The settings of the trials of a [SettingsSearch]. The first trial has the defaults, the second the centres of the
/// published search (Gao et al. 2025, appendix A.5), and all others are drawn around these: each setting is the centre
/// times a factor whose logarithm is uniform.
final class TrialSettings {
    /// Widest factor on a setting.
    private static final double RANGE = 10;

    /// Narrower, as the slope of the step's stand-in and the first masks change everything.
    private static final double NARROW = 3;

    private static final double LEARNING_RATE = 3e-3;
    private static final double NODE_PRICE = 1e-4;
    private static final double INITIAL_NOISE = 1e-2;
    private static final double INITIAL_BIAS = 0.1;
    private static final double WEIGHT_DECAY = 1e-3;
    private static final double FORGETTING = 5e-2;
    private static final double WARM_UP = 0.05;

    private TrialSettings() {}

    /// @param base what is not searched over, and the seed of the first trial
    /// @param number number of the trial, from 0
    static PruneSettings of(PruneSettings base, int number) {
        if (number == 0) return base;
        PruneSettings other = base.withSeed(base.seed() + number);
        if (number == 1) return other.withMask(mask(base.mask(), null));
        return other.withMask(mask(base.mask(), new Random(31 * base.seed() + number)));
    }

    private static MaskSettings mask(MaskSettings base, @Nullable Random random) {
        return new MaskSettings(
                base.steps(),
                base.batchPairs(),
                around(LEARNING_RATE, RANGE, random),
                around(WARM_UP, NARROW, random),
                base.beta1(),
                1 - around(FORGETTING, NARROW, random),
                around(WEIGHT_DECAY, RANGE, random),
                base.clip(),
                around(1, NARROW, random),
                around(INITIAL_BIAS, NARROW, random),
                around(INITIAL_NOISE, RANGE, random),
                around(NODE_PRICE, RANGE, random),
                base.priceStep(),
                base.smoothing(),
                base.aim());
    }

    private static double around(double centre, double range, @Nullable Random random) {
        return random == null ? centre : centre * Math.pow(range, 2 * random.nextDouble() - 1);
    }
}
