package org.circuitexplorer.engine.task;

/// What a model, or a part of it, makes of prompt pairs.
///
/// @param loss mean of `losses`, nats; ln 2 is guessing
/// @param accuracy share of prompts whose wanted answer has the larger logit of the two
/// @param losses two per pair, first the positive prompt's, then the negative's: `-log softmax(logits[{a, b}])[wanted]`
/// @param logitDifferences wanted answer's logit less the other's, in the same order
public record TaskResult(double loss, double accuracy, float[] losses, float[] logitDifferences) {
    /// @param logitDifferences wanted less other, two per pair
    public static TaskResult of(float[] logitDifferences) {
        float[] losses = new float[logitDifferences.length];
        double sum = 0;
        int right = 0;
        for (int i = 0; i < losses.length; i++) {
            double loss = softplus(-logitDifferences[i]);
            losses[i] = (float) loss;
            sum += loss;
            if (logitDifferences[i] > 0) right++;
        }
        return new TaskResult(sum / losses.length, (double) right / losses.length, losses, logitDifferences);
    }

    /// For each prompt 1 where another of the two answers is ahead than in the other result, 0 where the same is.
    ///
    /// @param other of the same prompts
    public float[] disagreement(TaskResult other) {
        float[] differs = new float[logitDifferences.length];
        for (int i = 0; i < differs.length; i++) {
            differs[i] = logitDifferences[i] > 0 == other.logitDifferences[i] > 0 ? 0 : 1;
        }
        return differs;
    }

    /// `log(1 + exp(x))` without overflow.
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
