package org.circuitexplorer.engine.validate;

import java.util.List;
import org.circuitexplorer.engine.task.PromptPair;
import org.circuitexplorer.engine.task.TaskResult;
import org.circuitexplorer.engine.tensor.Panel;

/// What a model, or a part of it, says after the prompts of some pairs.
///
/// @param pairs the pairs
/// @param logits `[vocabulary]` channels, two columns for each pair: first the positive prompt's
record Outcome(List<PromptPair> pairs, Panel logits) {

    /// Losses and logit differences of the two answers.
    TaskResult result() {
        float[] differences = new float[2 * pairs.size()];
        for (int prompt = 0; prompt < differences.length; prompt++) differences[prompt] = difference(prompt);
        return TaskResult.of(differences);
    }

    private float difference(int prompt) {
        PromptPair pair = pairs.get(prompt / 2);
        boolean positive = prompt % 2 == 0;
        return logits.get(pair.wanted(positive), prompt) - logits.get(pair.wanted(!positive), prompt);
    }

    /// Task loss of each pair, nats.
    double[] losses() {
        return perPair(result().losses());
    }

    /// Logit of the wanted answer less that of the other, mean of each pair.
    double[] differences() {
        return perPair(result().logitDifferences());
    }

    /// Share of each pair's prompts at which another of the two answers is ahead than in the whole model.
    double[] disagreement(Outcome model) {
        return perPair(result().disagreement(model.result()));
    }

    /// `KL(model || this)` over the whole vocabulary, nats, mean of each pair: how surprised one is by the model's next
    /// token when one expects this one's.
    double[] divergence(Outcome model) {
        float[] nats = new float[2 * pairs.size()];
        for (int prompt = 0; prompt < nats.length; prompt++) {
            double[] p = model.logProbabilities(prompt);
            double[] q = logProbabilities(prompt);
            double sum = 0;
            for (int token = 0; token < p.length; token++) sum += Math.exp(p[token]) * (p[token] - q[token]);
            nats[prompt] = (float) Math.max(0, sum);
        }
        return perPair(nats);
    }

    private double[] logProbabilities(int prompt) {
        double[] values = new double[logits.channels()];
        double most = Double.NEGATIVE_INFINITY;
        for (int token = 0; token < values.length; token++) {
            values[token] = logits.get(token, prompt);
            most = Math.max(most, values[token]);
        }
        double sum = 0;
        for (double value : values) sum += Math.exp(value - most);
        double normalizer = most + Math.log(sum);
        for (int token = 0; token < values.length; token++) values[token] -= normalizer;
        return values;
    }

    /// The mean over each pair's two prompts.
    static double[] perPair(float[] perPrompt) {
        double[] mean = new double[perPrompt.length / 2];
        for (int i = 0; i < mean.length; i++) mean[i] = (perPrompt[2 * i] + (double) perPrompt[2 * i + 1]) / 2;
        return mean;
    }
}
