package org.circuitexplorer.engine.prune;

import org.circuitexplorer.engine.task.TaskEvaluator;

/// Task loss with mean ablation.
record TaskObjective(TaskEvaluator evaluator, float[] means) implements MaskObjective {
    @Override
    public int size() {
        return means.length;
    }

    @Override
    public double loss(float[] mask) {
        return evaluator.evaluate(mask, means).loss();
    }

    @Override
    public double gradient(float[] mask, float[] gradient) {
        return evaluator.gradient(mask, means, gradient).loss();
    }
}
