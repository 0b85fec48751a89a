package org.circuitexplorer.engine.prune;

import org.circuitexplorer.engine.task.LossKind;
import org.circuitexplorer.engine.task.TaskEvaluator;

/// Task loss with mean ablation; the slopes are always those of the raw loss, which ranks nodes alike.
record TaskObjective(TaskEvaluator evaluator, float[] means, LossKind kind) implements MaskObjective {
    @Override
    public int size() {
        return means.length;
    }

    @Override
    public double loss(float[] mask) {
        return kind.of(evaluator.evaluate(mask, means));
    }

    @Override
    public double gradient(float[] mask, float[] gradient) {
        return evaluator.gradient(mask, means, gradient).loss();
    }
}
