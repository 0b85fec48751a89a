package org.circuitexplorer.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskLearnerTest {
    private static final WeightedNodes OBJECTIVE =
            new WeightedNodes(1, 0, 0.5, 0, 0, 0.8, 0, 1e-6, 0, 0.9, 0, 0, 0, 1e-6, 0, 0);

    @Test
    void keepsWhatTheLossNeedsAndDropsTheRest() {
        MaskLearner learner = learn(OBJECTIVE, 1);
        for (int i = 0; i < OBJECTIVE.size(); i++) {
            assertThat(learner.tau()[i] >= 0).isEqualTo(OBJECTIVE.weight()[i] > 0.1);
        }
    }

    @Test
    void neverLeavesTheRange() {
        MaskSettings fast = new MaskSettings(50, 1, 0.5, 0, 0.9, 0.95, 0, 1, 1, 0.1, 0.01, 1e-4, 1.05, 0.8, 1);
        MaskLearner learner = new MaskLearner(fast, 0.15, List.of(OBJECTIVE), new Random(2));
        while (!learner.isDone()) {
            learner.step();
            for (float tau : learner.tau()) assertThat(tau).isBetween(-1f, 1f);
        }
        assertThat(learner.tau()).contains(1f, -1f);
    }

    @Test
    void aSeedGivesOneResult() {
        assertThat(learn(OBJECTIVE, 3).tau()).isEqualTo(learn(OBJECTIVE, 3).tau());
        assertThat(learn(OBJECTIVE, 3).tau()).isNotEqualTo(learn(OBJECTIVE, 4).tau());
    }

    @Test
    void aLowerTargetKeepsMoreNodes() {
        WeightedNodes nodes =
                new WeightedNodes(new Random(5).doubles(200, 0, 0.01).toArray());
        MaskObjective even = new WithFloor(nodes, 0.01);
        MaskLearner strict = new MaskLearner(MaskSettings.DEFAULT, 0.02, List.of(even), new Random(6));
        MaskLearner loose = new MaskLearner(MaskSettings.DEFAULT, 0.5, List.of(even), new Random(6));
        while (!strict.isDone()) strict.step();
        while (!loose.isDone()) loose.step();
        assertThat(strict.kept()).isGreaterThan(loose.kept());
    }

    @Test
    void theLearningRateRisesThenFallsToZero() {
        MaskSettings settings = MaskSettings.DEFAULT;
        int warm = (int) (settings.warmUp() * settings.steps());
        assertThat(settings.rateAt(0)).isLessThan(settings.rateAt(warm));
        assertThat(settings.rateAt(warm)).isLessThanOrEqualTo(settings.learningRate());
        for (int step = warm + 1; step < settings.steps(); step++) {
            assertThat(settings.rateAt(step)).isLessThan(settings.rateAt(step - 1));
        }
        assertThat(settings.rateAt(settings.steps())).isZero();
    }

    /// Adds a loss that no mask avoids, as real models have.
    private record WithFloor(WeightedNodes nodes, double floor) implements MaskObjective {
        @Override
        public int size() {
            return nodes.size();
        }

        @Override
        public double loss(float[] mask) {
            return nodes.loss(mask) + floor;
        }

        @Override
        public double gradient(float[] mask, float[] gradient) {
            return nodes.gradient(mask, gradient) + floor;
        }
    }

    private static MaskLearner learn(MaskObjective objective, long seed) {
        MaskLearner learner = new MaskLearner(MaskSettings.DEFAULT, 0.15, List.of(objective), new Random(seed));
        while (!learner.isDone()) learner.step();
        return learner;
    }
}
