package org.circuitexplorer.engine.prune;

/// The AdamW optimiser (Loshchilov and Hutter 2019) for one array of parameters: weight decay acts on the parameters,
/// not on the gradient.
final class AdamW {
    private static final double EPSILON = 1e-8;

    private final double beta1;
    private final double beta2;
    private final double weightDecay;
    private final double[] mean;
    private final double[] square;
    private int steps;

    AdamW(int size, double beta1, double beta2, double weightDecay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.weightDecay = weightDecay;
        this.mean = new double[size];
        this.square = new double[size];
    }

    /// Moves the parameters one step against the gradient.
    void step(float[] parameters, float[] gradient, double learningRate) {
        steps++;
        double correction1 = 1 - Math.pow(beta1, steps);
        double correction2 = 1 - Math.pow(beta2, steps);
        for (int i = 0; i < parameters.length; i++) {
            mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
            square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
            double direction = mean[i] / correction1 / (Math.sqrt(square[i] / correction2) + EPSILON);
            parameters[i] -= (float) (learningRate * (direction + weightDecay * parameters[i]));
        }
    }
}
