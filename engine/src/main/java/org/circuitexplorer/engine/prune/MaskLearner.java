package org.circuitexplorer.engine.prune;

import java.util.List;
import java.util.Random;

/// Learns which nodes to keep by gradient descent (Gao et al. 2025, appendix A.5). Each node has a parameter tau in
/// [-1, 1] and is kept while tau is not negative; the loss is the task's plus a price for each kept node. The step
/// function is differentiated as if it were `sigmoid(tau / temperature)`.
///
/// The price is not a constant but a controller: it rises a little while the smoothed loss is below the target and
/// falls while it is above, so the search settles at the target whatever the task.
final class MaskLearner implements MaskLearning {
    /// How strongly a rising loss lowers the price before it is above the target.
    private static final double DAMPING = 8;

    /// Smaller losses steer the price as this one does.
    private static final double LEAST_LOSS = 1e-9;

    private final MaskSettings settings;
    private final double targetLoss;
    private final List<MaskObjective> batches;
    private final AdamW optimizer;
    private final float[] tau;
    private final float[] mask;
    private final float[] gradient;
    private double price;
    private double smoothedLoss = Double.NaN;
    private double loss = Double.NaN;
    private int step;

    /// @param batches used one after the other, again and again
    MaskLearner(MaskSettings settings, double targetLoss, List<MaskObjective> batches, Random random) {
        this(
                settings,
                targetLoss,
                batches,
                firstTau(settings, batches.getFirst().size(), random));
    }

    /// @param batches used one after the other, again and again
    /// @param firstTau the first parameters
    MaskLearner(MaskSettings settings, double targetLoss, List<MaskObjective> batches, float[] firstTau) {
        this.settings = settings;
        this.targetLoss = targetLoss;
        this.batches = List.copyOf(batches);
        int size = firstTau.length;
        this.optimizer = new AdamW(size, settings.beta1(), settings.beta2(), settings.weightDecay());
        this.tau = firstTau.clone();
        this.mask = new float[size];
        this.gradient = new float[size];
        this.price = settings.nodePrice();
    }

    /// Random parameters to begin with.
    static float[] firstTau(MaskSettings settings, int size, Random random) {
        float[] tau = new float[size];
        for (int i = 0; i < size; i++) {
            tau[i] = clamp(settings.initialBias() + settings.initialNoise() * random.nextGaussian());
        }
        return tau;
    }

    @Override
    public boolean isDone() {
        return step == settings.steps();
    }

    @Override
    public void step() {
        for (int i = 0; i < tau.length; i++) mask[i] = tau[i] >= 0 ? 1f : 0f;
        loss = batches.get(step % batches.size()).gradient(mask, gradient);
        steerPrice();
        double norm = 0;
        for (int i = 0; i < tau.length; i++) {
            gradient[i] = (float) ((gradient[i] + price) * slope(tau[i]));
            norm += (double) gradient[i] * gradient[i];
        }
        norm = Math.sqrt(norm);
        if (norm > settings.clip()) {
            for (int i = 0; i < tau.length; i++) gradient[i] *= (float) (settings.clip() / norm);
        }
        optimizer.step(tau, gradient, settings.rateAt(step));
        for (int i = 0; i < tau.length; i++) tau[i] = clamp(tau[i]);
        step++;
    }

    private void steerPrice() {
        double past = settings.smoothing();
        double now = Math.max(loss, LEAST_LOSS);
        double before = Double.isNaN(smoothedLoss) ? now : smoothedLoss;
        smoothedLoss = past * before + (1 - past) * now;
        double error = log2(settings.aim() * targetLoss / smoothedLoss);
        double rise = log2(smoothedLoss / before);
        price *= Math.pow(settings.priceStep(), Math.clamp(error, -1.0, 1.0) - DAMPING * rise);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private double slope(float parameter) {
        double s = 1 / (1 + Math.exp(-parameter / settings.temperature()));
        return s * (1 - s) / settings.temperature();
    }

    private static float clamp(double value) {
        return (float) Math.clamp(value, -1.0, 1.0);
    }

    @Override
    public int steps() {
        return step;
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public int kept() {
        return new Candidate(mask, loss).nodes();
    }

    @Override
    public float[] mask() {
        return mask.clone();
    }

    @Override
    public float[] tau() {
        return tau.clone();
    }
}
